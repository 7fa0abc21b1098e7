from survey.campaigns.kinds import Kind
from survey.invitations.inviting import invite, merge_small
from survey.invitations.lists import Person
from survey.invitations.organising import completion, overview_of
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_province


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
