import io

import pytest
from sqlalchemy import select, text

from survey.access.permissions import RoleName
from survey.campaigns.kinds import Kind
from survey.campaigns.life import close_campaign
from survey.invitations.inviting import Locked, choose_mode, merge_small
from survey.invitations.links import Links
from survey.invitations.models import Invitee, InviteeGroup
from survey.invitations.sending import CannotSend, compose, send_invitations, send_reminders
from survey.mail.models import Letter, State
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_province
from tests.page import read

SHEET = "email,họ tên,nhóm\n" + "".join(
    f"nguoi{n}@vidu.vn,Người {n},{'Đại biểu HĐND' if n < 7 else 'Chủ tịch xã'}\n" for n in range(9)
)


@pytest.fixture
def campaign(session):
    return make_campaign(session, make_province(session), kind=Kind.INVITED, code="TM1")


@pytest.fixture
def organiser(client, session, campaign):
    unit_id = session.execute(text("SELECT unit_id FROM campaign_units")).scalar()
    from survey.places.models import Unit

    sign_in(client, make_account(session, session.get(Unit, unit_id), RoleName.MANAGER))
    return client


def handed_in(client, sheet: str | bytes = SHEET, name: str = "ds.csv"):
    page = read(client.get("/manage/campaigns/TM1/invitees"))
    content = sheet.encode() if isinstance(sheet, str) else sheet
    sent = {"csrf_token": page.fields["csrf_token"], "sheet": (io.BytesIO(content), name)}
    return client.post("/manage/campaigns/TM1/invitees/list", data=sent)


def posted(client, path: str, **fields: str):
    page = read(client.get("/manage/campaigns/TM1/invitees"))
    sent = {"csrf_token": page.fields["csrf_token"]} | fields
    return client.post(f"/manage/campaigns/TM1/invitees/{path}", data=sent, follow_redirects=True)


def test_a_list_is_taken_and_each_bad_line_is_told(organiser, session):
    bad = SHEET + "nguoi1@vidu.vn,Lại,HĐND\nxấu,Xấu,HĐND\n"
    page = read(handed_in(organiser, bad))
    assert "Đã thêm 9 người" in page.text
    assert "dòng 11: địa chỉ đã có ở dòng 3" in page.text
    assert "dòng 12:" in page.text
    assert len(session.scalars(select(Invitee)).all()) == 9
    # Nobody's name or address is shown again.
    shown = read(organiser.get("/manage/campaigns/TM1/invitees")).text
    assert "vidu.vn" not in shown
    assert "Người 1" not in shown


def test_the_same_list_twice_invites_nobody_twice(organiser, session):
    handed_in(organiser)
    page = read(handed_in(organiser))
    assert "9 dòng không được nhận" in page.text
    assert len(session.scalars(select(Invitee)).all()) == 9


@pytest.mark.parametrize(
    ("sheet", "name"),
    [(b"", "a.csv"), (b"PK\x03\x04rubbish", "a.xlsx"), (b"\xff\xfe\x00", "a.csv"), (b"a,b\n", "x")],
)
def test_a_file_that_is_no_list_is_a_sentence(organiser, session, sheet, name):
    answer = handed_in(organiser, sheet, name)
    assert answer.status_code == 422
    assert "thiếu cột" in read(answer).text or "Tệp" in read(answer).text
    assert session.scalars(select(Invitee)).all() == []


def test_small_groups_are_put_together_until_the_first_invitation_is_out(organiser, session):
    handed_in(organiser)
    page = read(posted(organiser, "merge"))
    assert "Đã gộp 1 nhóm nhỏ" in page.text
    assert "(Chủ tịch xã)" in page.text
    posted(organiser, "letters/invitation")
    assert "không đổi nữa" in read(posted(organiser, "merge")).text
    told = read(posted(organiser, "mode", mode="together", leaves="closing"))
    assert "không đổi nữa" in told.text
    assert "Đã chốt ngày" in told.text


def test_the_database_itself_keeps_the_mode_and_the_groups_once_locked(app, session, campaign):
    from survey.invitations.inviting import invite
    from survey.invitations.lists import Person

    people = [Person(0, f"a{n}@vidu.vn", f"a{n}@vidu.vn", "", "A") for n in range(3)]
    with app.app_context():
        invite(session, campaign, people)
        send_invitations(session, campaign)
        with pytest.raises(Locked):
            merge_small(session, campaign.id)
        with pytest.raises(Locked):
            choose_mode(session, campaign.id, mode="together", leaves="closing")
    session.commit()
    group = session.scalars(select(InviteeGroup)).one()
    for statement in (
        "UPDATE invitation_modes SET mode = 'together'",
        "UPDATE invitee_groups SET is_locked = false",
        f"UPDATE invitee_groups SET code = 'b' WHERE id = {group.id}",
    ):
        with pytest.raises(Exception, match="stands"):
            session.execute(text(statement))
        session.rollback()


def test_letters_hold_the_persons_own_link_and_a_needless_one_is_not_written(
    app, organiser, client, session, settings, campaign
):
    handed_in(organiser)
    posted(organiser, "letters/invitation")
    letters = session.scalars(select(Letter).order_by(Letter.id)).all()
    assert {letter.state for letter in letters} == {State.WAITING}
    with app.app_context():
        first = compose(session, letters[0])
        token = Links(settings.var, campaign.id).token(letters[0].subject_id)
        assert f"http://langnghe.test/i/{token}\n" in first.text
        assert (first.to, first.name) == ("nguoi0@vidu.vn", "Người 0")
        assert "Mời trả lời" in first.subject
    sent = client.post(f"/i/{token}", data={"dealt": "4", "overall": "4"})
    assert sent.status_code in (200, 422)


def test_reminders_wait_for_the_letters_before_them(app, organiser, session, campaign):
    handed_in(organiser)
    with app.app_context():
        with pytest.raises(CannotSend, match="not invited yet"):
            send_reminders(session, campaign)
        send_invitations(session, campaign)
        with pytest.raises(CannotSend, match="under way"):
            send_reminders(session, campaign)
        session.execute(
            text("UPDATE letters SET state = 'done', due_at = NULL, settled_on = '2026-11-20'")
        )
        assert send_reminders(session, campaign).letters == 9


def test_somebody_forgotten_is_invited_later_and_nobody_twice(app, organiser, session, campaign):
    handed_in(organiser)
    posted(organiser, "letters/invitation")
    handed_in(organiser, "email,nhóm\nmoi@vidu.vn,Đại biểu HĐND\n")
    assert "Đã xếp 1 thư" in read(posted(organiser, "letters/invitation")).text
    assert len(session.scalars(select(Letter)).all()) == 10


def test_nothing_is_sent_for_a_campaign_that_is_not_open_or_is_over(
    app, session, clock, campaign, organiser
):
    handed_in(organiser)
    with app.app_context():
        clock.set(clock().replace(year=2027))
        with pytest.raises(CannotSend, match="over"):
            send_invitations(session, campaign)


def test_a_stranger_to_the_unit_does_not_see_the_page(client, session, campaign):
    sign_in(client, make_account(session, make_province(session, "Tỉnh Đắk Lắk"), RoleName.MANAGER))
    assert client.get("/manage/campaigns/TM1/invitees").status_code == 404


def test_after_the_closing_counts_stay_and_people_are_gone(app, organiser, session, campaign):
    handed_in(organiser)
    posted(organiser, "letters/invitation")
    with app.app_context():
        close_campaign(session, campaign)
    session.commit()
    page = read(organiser.get("/manage/campaigns/TM1/invitees"))
    assert "9" in page.text
    assert session.scalars(select(Invitee)).all() == []
