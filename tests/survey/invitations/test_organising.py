"""How many have answered is told of five people or more, and of nobody by himself."""

import pytest
from sqlalchemy import text

from survey.access.permissions import RoleName
from survey.campaigns.kinds import Kind
from survey.invitations.inviting import invite, merge_small
from survey.invitations.lists import Person
from survey.invitations.organising import Group, completion, overview_of, together
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.invitations import make_invited
from tests.factories.places import make_commune, make_province
from tests.page import read


def made(session, sizes: dict[str, int]):
    campaign = make_campaign(session, make_province(session), kind=Kind.INVITED)
    people = [
        Person(0, f"{g}{n}@vidu.vn", f"{g}{n}@vidu.vn", "", g)
        for g, size in sizes.items()
        for n in range(size)
    ]
    invite(session, campaign, people)
    return campaign


def test_groups_hold_those_merged_into_them(session):
    campaign = made(session, {"A": 7, "B": 3, "C": 2})
    assert overview_of(session, campaign).has_small
    merge_small(session, campaign.id)
    seen = overview_of(session, campaign)
    assert [(g.name, g.holds, g.invited) for g in seen.groups] == [
        ("A", (), 7), ("Các nhóm nhỏ (gộp)", ("B", "C"), 5),
    ]  # fmt: skip
    assert (seen.invited, seen.has_small, seen.small_after_merging) == (12, False, False)


def test_small_groups_may_be_too_few_even_together(session):
    campaign = made(session, {"A": 7, "B": 3})
    merge_small(session, campaign.id)
    assert overview_of(session, campaign).small_after_merging


def test_completion_tells_groups_and_no_person(session):
    campaign = made(session, {"A": 7})
    assert [(g.code, g.invited, g.answered) for g in completion(session, campaign.id)] == [
        ("a", 7, 0)
    ]


def group(name: str, invited: int, answered: int) -> Group:
    return Group(name.lower(), name, (), invited, answered)


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ({"A": 5, "B": 9}, [5, 9]),
        ({"A": 1, "B": 9}, [10]),
        ({"A": 1, "B": 9, "C": 30}, [30, 10]),
        ({"A": 2, "B": 3, "C": 30}, [30, 5]),
        ({"A": 4, "B": 4, "C": 4, "D": 6}, [6, 12]),
    ],
)
def test_small_groups_are_told_together(sizes, told):
    found = together([group(name, size, size) for name, size in sizes.items()])
    assert [each.invited for each in found] == told
    assert [each.answered for each in found] == told
    assert sum(each.invited for each in found) == sum(sizes.values())


def test_somebody_invited_alone_after_the_first_letters_is_not_watched(
    app, client, session, settings
):
    province = make_province(session)
    campaign, _tokens = make_invited(session, province, settings.var, {"A": 8, "B": 9}, "dossier")
    session.execute(text("UPDATE invitation_modes SET locked_on = '2026-11-18'"))
    one = Person(0, "chu-tich@vidu.vn", "chu-tich@vidu.vn", "Chủ tịch", "Riêng một người")
    invite(session, campaign, [one])
    sign_in(client, make_account(session, province, RoleName.MANAGER))
    for address in (
        f"/manage/campaigns/{campaign.code}/invitees",
        f"/manage/progress?campaign={campaign.code}",
    ):
        page = read(client.get(address))
        assert page.status == 200
        assert "Các nhóm nhỏ (gộp)" in page.text
    assert [each.invited for each in completion(session, campaign.id)] == [9, 9]


def test_whoever_stands_below_does_not_see_how_many_have_answered(client, session, settings):
    province = make_province(session)
    campaign, _tokens = make_invited(session, province, settings.var, {"A": 12}, "dossier")
    below = make_commune(session, province)
    sign_in(client, make_account(session, below, RoleName.MANAGER))
    assert client.get(f"/manage/progress?campaign={campaign.code}").status_code == 404
    assert "Khảo sát lãnh đạo 2026" not in read(client.get("/manage/progress")).text
