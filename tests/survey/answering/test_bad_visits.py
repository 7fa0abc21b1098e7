"""A Visit that is not ours, not here, not now, or was used before."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.answering import visit
from survey.answering.visit import Visit
from survey.campaigns.chains import lock_chains
from survey.campaigns.kinds import Kind
from survey.places.counters import close_counter
from survey.places.models import Unit
from survey.responses.models import Response
from tests.clock import A_MORNING, SettableClock
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_counter
from tests.survey.answering.at_the_counter import GOOD, Citizen, alert, chosen

KEY = "a test's key"  # as tests/conftest.py sets it


def _visit(citizen: Citizen) -> Visit:
    found = visit.read(citizen.visit(), KEY)
    assert found is not None
    return found


def _receipt(page) -> str:
    return next(words for words, to in page.links.items() if to.startswith("/r/"))


def test_a_forged_visit_is_refused_and_the_next_try_is_taken(citizen: Citizen):
    token = citizen.visit()
    body, _, mark = token.rpartition(".")
    changed = body[:-1] + chr(ord(body[-1]) ^ 1)
    forged = {
        "none": "",
        "a word": "x",
        "no mark": body,
        "an empty mark": f"{body}.",
        "a changed letter": f"{changed}.{mark}",
        "a cut mark": token[:-5],
        "another key": visit.signed(_visit(citizen), "another key"),
        "two marks": f"{token}.{mark}",
        "no algorithm": f"{body}.none",
        "very long": token * 100,
        "other alphabets": "ệ" * 50,
        "a quote": token + "'",
        "fewer fields": "~".join(body.split("~")[:3]) + f".{mark}",
    }
    for case, written in forged.items():
        page = citizen.sends_as(written, GOOD)
        assert (page.status, chosen(page)) == (403, GOOD), case
        assert "không phải do quầy cấp" in alert(page), case
    assert citizen.kept() == 0
    assert citizen.sends_as(page.fields["_visit"], GOOD).status == 200


def test_a_visit_belongs_to_its_counter(citizen: Citizen, session: Session):
    unit = session.get_one(Unit, citizen.counter.unit_id)
    elsewhere = make_commune(session, session.get_one(Unit, unit.parent_id))
    make_campaign(session, elsewhere)
    for other in (make_counter(session, unit), make_counter(session, elsewhere)):
        page = replace(citizen, counter=other).sends_as(citizen.visit(), GOOD)
        assert (page.status, chosen(page)) == (403, GOOD)
    assert citizen.kept() == 0


def test_an_expired_visit_gets_a_fresh_form_with_the_answers_in_it(
    citizen: Citizen, clock: SettableClock
):
    token = citizen.visit()
    clock.advance(timedelta(hours=2, seconds=1))
    page = citizen.sends_as(token, {**GOOD, "comment": "Cảm ơn"})
    assert (page.status, chosen(page), page.fields["comment"]) == (409, GOOD, "Cảm ơn")
    assert "quá 2 giờ" in alert(page)
    assert citizen.kept() == 0
    assert citizen.sends_as(page.fields["_visit"], GOOD).status == 200


def test_a_visit_from_before_2_years_or_after_tomorrow_breaks_nothing(citizen: Citizen):
    ours = _visit(citizen)
    for days in (-2000, -800, 1, 800):
        moved = replace(ours, id=f"{days:032}", begun=A_MORNING + timedelta(days=days))
        page = citizen.sends_as(visit.signed(moved, KEY), GOOD)
        assert page.status in (200, 409), days


def test_the_same_visit_again_gives_the_same_receipt(citizen: Citizen, clock: SettableClock):
    token = citizen.visit()
    first = _receipt(citizen.sends_as(token, GOOD))
    for wait in (timedelta(), timedelta(seconds=1), timedelta(hours=5)):
        clock.advance(wait)
        again = citizen.sends_as(token, GOOD)
        assert (again.status, _receipt(again)) == (200, first)
    assert citizen.kept() == 1


def test_the_same_visit_with_other_answers_keeps_the_first(citizen: Citizen, session: Session):
    token = citizen.visit()
    first = _receipt(citizen.sends_as(token, GOOD))
    for other in ({"attitude": "1"}, {**GOOD, "comment": "Khác"}, {**GOOD, "overall": "1"}):
        page = citizen.sends_as(token, other)
        assert (page.status, _receipt(page)) == (409, first)
        assert "câu trả lời khác" in alert(page)
    assert citizen.kept() == 1
    assert session.scalar(select(Response.answers)) == '{"attitude":4,"contacts":2}'


def test_what_was_on_its_way_when_its_campaign_closed_is_kept_as_late(
    citizen: Citizen, session: Session, clock: SettableClock
):
    token = citizen.visit()
    citizen.campaign.closed_at = clock()
    first = _receipt(citizen.sends_as(token, GOOD))
    assert _receipt(citizen.sends_as(token, GOOD)) == first
    assert citizen.opens().status == 404
    assert citizen.kept() == 1
    assert "late" in session.scalar(select(Response.flags))


def test_what_comes_hours_after_the_closing_is_told_and_not_kept(
    citizen: Citizen, clock: SettableClock
):
    token = citizen.visit()
    citizen.campaign.closed_at = clock()
    clock.advance(timedelta(hours=3))
    page = citizen.sends_as(token, GOOD)
    assert (page.status, page.h1) == (404, "Hiện không có đợt khảo sát nào")
    assert citizen.kept() == 0


def test_a_new_campaign_takes_the_answers_over_after_a_word(
    citizen: Citizen, session: Session, clock: SettableClock
):
    token = citizen.visit()
    citizen.campaign.closed_at = clock()
    make_campaign(session, session.get_one(Unit, citizen.counter.unit_id), kind=Kind.AD_HOC)
    page = citizen.sends_as(token, GOOD)
    assert (page.status, chosen(page)) == (409, GOOD)
    assert "đợt mới" in alert(page)
    assert citizen.kept() == 0
    assert citizen.sends_as(page.fields["_visit"], GOOD).status == 200


def test_a_closed_counter_says_so_and_keeps_nothing(
    citizen: Citizen, session: Session, clock: SettableClock
):
    token = citizen.visit()
    close_counter(session, citizen.counter, A_MORNING.date())
    page = citizen.sends_as(token, GOOD)
    assert (page.status, page.h1) == (410, "Quầy này đã đóng")
    assert citizen.opens().status == 410
    assert citizen.kept() == 0


def test_an_acknowledged_answer_stays_acknowledged_after_everything_closed(
    citizen: Citizen, session: Session, clock: SettableClock
):
    token = citizen.visit()
    first = _receipt(citizen.sends_as(token, GOOD))
    citizen.campaign.closed_at = clock()
    assert _receipt(citizen.sends_as(token, GOOD)) == first
    close_counter(session, citizen.counter, A_MORNING.date())
    assert _receipt(citizen.sends_as(token, GOOD)) == first


def test_a_busy_ledger_hands_everything_back_to_be_sent_again(citizen: Citizen):
    token = citizen.visit()
    citizen.session.rollback()
    with citizen.client.application.extensions["engine"].connect() as other:
        lock_chains(Session(other.execution_options(writes=True)), citizen.campaign.id)
        page = citizen.sends_as(token, {**GOOD, "comment": "Chờ lâu"})
    assert (page.status, "chưa được ghi nhận" in page.h1) == (503, True)
    assert page.fields == {"_visit": token, "_language": "vi", **GOOD, "comment": "Chờ lâu"}
    assert citizen.kept() == 0
    assert citizen.sends_bytes(urlencode(page.fields).encode()).status == 200
    assert citizen.kept() == 1


def test_ten_visits_in_one_body_are_none(citizen: Citizen):
    body = "&".join(urlencode({"_visit": citizen.visit(), "overall": "5"}) for _ in range(10))
    page = citizen.sends_bytes(body.encode())
    assert page.status == 400
    assert "hai lần" in alert(page)
    assert citizen.kept() == 0
