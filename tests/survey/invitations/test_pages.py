import pytest
from sqlalchemy import select

from forms import library
from survey.campaigns.life import close_campaign
from survey.invitations.inviting import choose_mode
from survey.invitations.links import Links
from survey.invitations.models import Invitee, InviteeGroup
from survey.invitations.sealing import opened
from survey.responses.models import Response
from tests.factories.invitations import make_invited
from tests.factories.places import make_province
from tests.page import read

GROUP = "Đại biểu HĐND"


@pytest.fixture
def invited(app, session, settings):
    campaign, tokens = make_invited(
        session, make_province(session), settings.var, {GROUP: 12, "Chủ tịch xã": 4}, "counter"
    )
    return campaign, tokens


def rated(step: int = 4) -> dict[str, str]:
    return {library.newest("counter").overall: str(step)}


def kept(session) -> list[Response]:
    session.expire_all()
    return list(session.scalars(select(Response).order_by(Response.position)))


def test_looking_spends_nothing_however_often(client, session, invited):
    _campaign, tokens = invited
    for _again in range(3):
        shown = read(client.get(f"/i/{tokens[GROUP][0]}"))
        assert shown.status == 200
    assert f"“{GROUP}” (12 người được mời)" in shown.text
    assert client.head(f"/i/{tokens[GROUP][0]}").status_code == 200
    assert read(client.post(f"/i/{tokens[GROUP][0]}", data=rated())).status == 200


def test_no_cookie_is_set_and_none_is_looked_at(client, invited):
    _campaign, tokens = invited
    answers = [client.get(f"/i/{tokens[GROUP][0]}")]
    answers.append(client.post(f"/i/{tokens[GROUP][0]}", data=rated()))
    assert [answer.headers.get("Set-Cookie") for answer in answers] == [None, None]
    assert {answer.headers["Referrer-Policy"] for answer in answers} == {"no-referrer"}


def test_the_same_link_in_two_tabs_gives_one_answer_and_a_kind_word(
    client, session, settings, invited
):
    campaign, tokens = invited
    token = tokens[GROUP][0]
    first = read(client.post(f"/i/{token}", data=rated(5)))
    second = read(client.post(f"/i/{token}", data=rated(1)))
    assert (first.h1, second.status) == ("Cảm ơn Ông/Bà!", 409)
    assert "được giữ nguyên" in second.text
    session.expire_all()
    group = session.scalar(select(InviteeGroup).where(InviteeGroup.name == GROUP))
    waiting = opened(Links(settings.var, campaign.id).box_key, group.waiting)
    assert (group.answered, len(waiting)) == (1, 1)
    assert read(client.get(f"/i/{token}")).h1 == "Đường dẫn này đã được dùng"


def test_answers_wait_for_the_closing_unless_batches_were_chosen(client, session, invited):
    _campaign, tokens = invited
    for token in tokens[GROUP]:
        client.post(f"/i/{token}", data=rated())
    assert kept(session) == []


def test_in_batches_answers_wait_until_five_can_leave_and_five_stay(client, session, invited):
    campaign, tokens = invited
    choose_mode(session, campaign.id, mode="grouped", leaves="batches")
    for number, token in enumerate(tokens[GROUP][:10], start=1):
        client.post(f"/i/{token}", data=rated())
        assert len(kept(session)) == (5 if number == 10 else 0)


def test_closing_lets_all_answers_in_and_forgets_who_was_invited(app, client, session, invited):
    campaign, tokens = invited
    for token in (*tokens[GROUP][:7], *tokens["Chủ tịch xã"][:3]):
        client.post(f"/i/{token}", data=rated())
    with app.app_context():
        close_campaign(session, campaign)
    session.commit()
    rows = kept(session)
    assert len(rows) == 10
    # Seven are enough to bear their group's name; three are not.
    named = [row.design for row in rows]
    assert sorted(each or "" for each in named) == [""] * 3 + ['{"group":"dai-bieu-hdnd"}'] * 7
    assert {row.day for row in rows} == {campaign.starts_on}
    assert {(row.minute, row.counter_id, row.language) for row in rows} == {(None, None, "vi")}
    assert session.scalars(select(Invitee)).all() == []
    assert read(client.get(f"/i/{tokens[GROUP][0]}")).status == 404
    assert read(client.post(f"/i/{tokens[GROUP][11]}", data=rated())).status == 404


def test_an_answer_after_the_deadline_but_before_the_closing_is_kept(client, clock, invited):
    _campaign, tokens = invited
    clock.set(clock().replace(year=2027))
    assert read(client.get(f"/i/{tokens[GROUP][0]}")).h1 == "Đợt khảo sát đã kết thúc"
    # Its page was opened before: somebody who has written half an hour is not sent away.
    assert read(client.post(f"/i/{tokens[GROUP][0]}", data=rated())).h1 == "Cảm ơn Ông/Bà!"


def test_nothing_is_taken_before_the_first_day(client, session, clock, invited):
    _campaign, tokens = invited
    clock.set(clock().replace(year=2025))
    assert read(client.get(f"/i/{tokens[GROUP][0]}")).status == 410
    assert read(client.post(f"/i/{tokens[GROUP][0]}", data=rated())).status == 410


@pytest.mark.parametrize("token", ["x", "a" * 26, "a" * 500, "%00", "á", "../../etc"])
def test_a_link_that_is_none_is_told_so(client, invited, token):
    assert client.get(f"/i/{token}").status_code == 404
    assert client.post(f"/i/{token}", data=rated()).status_code == 404


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"_language": "vi"}, 422),
        ({"overall": "99"}, 422),
        ({"nobody-asked": "1"}, 422),
        (b"\xff\xfe", 400),
    ],
)
def test_what_cannot_be_taken_comes_back_and_spends_nothing(client, session, invited, sent, status):
    _campaign, tokens = invited
    kind = {} if isinstance(sent, dict) else {"content_type": "application/x-www-form-urlencoded"}
    assert client.post(f"/i/{tokens[GROUP][0]}", data=sent, **kind).status_code in (status, 422)
    assert {group.answered for group in session.scalars(select(InviteeGroup))} == {0}


def test_a_link_works_in_capitals_and_with_a_space_around_it(client, invited):
    _campaign, tokens = invited
    assert client.get(f"/i/{tokens[GROUP][0].upper()}%20").status_code == 200


def test_without_its_key_a_box_takes_nothing_and_says_to_send_again(
    client, session, settings, invited
):
    campaign, tokens = invited
    client.post(f"/i/{tokens[GROUP][0]}", data=rated())
    key = settings.var / "invitations" / f"{campaign.id}.key"
    held = key.read_bytes()
    key.unlink()
    assert client.post(f"/i/{tokens[GROUP][1]}", data=rated()).status_code == 503
    key.write_bytes(held)
    assert client.post(f"/i/{tokens[GROUP][1]}", data=rated()).status_code == 200
    session.expire_all()
    assert sum(group.answered for group in session.scalars(select(InviteeGroup))) == 2
