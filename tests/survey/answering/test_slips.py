"""Rating by the slip that came with a dossier: once, for its unit, and never traceable."""

import re
import secrets
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from sqlalchemy import inspect, select, text

from survey.dossiers import codes
from survey.dossiers.models import Dossier
from survey.dossiers.opening import code_of
from survey.responses.models import Response, SpentCode
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_commune, make_counter
from tests.page import read
from tests.survey.answering.at_the_counter import FORM, GOOD, Citizen, alert

TODAY = date(2026, 11, 20)


def make_dossiers(session, unit, n=1, done_on=TODAY, group="Đất đai") -> list[Dossier]:
    made = [
        Dossier(
            code_hash=secrets.token_bytes(16),
            unit_id=unit.id,
            resolving_unit_id=unit.id,
            procedure_group=group,
            received_on=done_on - timedelta(days=5),
            due_on=done_on,
            done_on=done_on,
            event_on=done_on,
        )
        for _ in range(n)
    ]
    session.add_all(made)
    session.flush()
    return made


@pytest.fixture
def code(app, session, place) -> str:
    """The code of one of six alike dossiers."""
    dossier = make_dossiers(session, place.commune, 6)[2]
    session.commit()
    with app.test_request_context():
        return code_of(dossier)


def send(client, code: str, fields=None, **options):
    page = read(client.get(f"/t/{code}", **options))
    body = {"_visit": page.fields["_visit"], "_language": "vi", **(fields or GOOD)}
    return client.post(f"/t/{code}", data=urlencode(body), content_type=FORM, **options), body


def row(session) -> Response:
    session.rollback()
    return session.scalars(select(Response)).one()


def test_a_slip_is_rated_for_its_unit_and_keeps_only_what_a_crowd_shares(
    client, session, place, code, clock
):
    page = read(client.get(f"/t/{code}"))
    assert "mã trên giấy hẹn" in page.text
    clock.advance(timedelta(seconds=20))
    assert read(send(client, code)[0]).status == 200
    kept = row(session)
    assert (kept.channel, kept.unit_id, kept.counter_id) == ("receipt", place.commune.id, None)
    told = (kept.procedure_group, kept.resolving_unit_id, kept.on_time)
    assert told == ("Đất đai", place.commune.id, 1)


@pytest.mark.parametrize("write", [str.lower, codes.printed, lambda c: f"  {c} ".replace("0", "O")])
def test_a_code_may_be_typed_as_people_type(client, session, code, write):
    assert read(client.get(f"/t/{write(code)}")).status == 200
    assert read(client.get(f"/T/{code}")).status == 200
    assert client.get("/t/", query_string={"code": write(code)}).status_code == 302


def test_whoever_opens_the_printed_address_is_asked_for_the_code(client, place):
    page = read(client.get("/t/"))
    assert (page.status, page.h1) == (200, "Đánh giá bằng mã trên giấy hẹn hoặc giấy trả kết quả")


def test_the_same_page_sent_again_has_the_same_receipt(client, session, code):
    first, body = send(client, code)
    again = client.post(f"/t/{code}", data=urlencode(body), content_type=FORM)
    receipts = [[to for to in read(r).links.values() if "/r/" in to] for r in (first, again)]
    assert receipts[0] == receipts[1] != []
    row(session)


def test_a_second_rating_of_the_dossier_is_told_and_not_kept(client, session, code):
    other = read(client.get(f"/t/{code}")).fields["_visit"]
    send(client, code)
    body = urlencode({"_visit": other, "_language": "vi", "attitude": "1"})
    second = read(client.post(f"/t/{code}", data=body, content_type=FORM))
    assert (second.status, second.h1) == (410, "Mã này đã được dùng để đánh giá")
    assert row(session).answers == '{"attitude":4,"contacts":2}'
    assert len(session.scalars(select(SpentCode)).all()) == 1


def test_whoever_only_looks_is_not_told_whether_a_code_was_spent(client, session, code):
    """An officer who kept a picture of the slip must not see when it is rated."""
    token = re.compile(rb'name="_visit" value="[^"]+"')
    before = token.sub(b"", client.get(f"/t/{code}").data)
    send(client, code)
    assert token.sub(b"", client.get(f"/t/{code}").data) == before


def test_every_altered_symbol_is_no_code(client, session, code):
    for at in range(len(code)):
        other = codes.ALPHABET[(codes.ALPHABET.index(code[at]) + 7) % 32]
        page = read(client.get(f"/t/{code[:at]}{other}{code[at + 1 :]}"))
        assert (page.status, page.h1) == (404, "Không có mã này"), at


@pytest.mark.parametrize("typed", ["x", "0" * 16, "Z" * 16, "A" * 500, "%00", "ệ" * 16, "'--"])
def test_rubbish_is_no_code(client, place, typed):
    assert read(client.get(f"/t/{typed}")).status == 404
    body = urlencode({"_visit": "x"})
    assert read(client.post(f"/t/{typed}", data=body, content_type=FORM)).status == 404


def test_a_code_expires_ninety_days_after_the_result(client, session, place, code, clock):
    from tests.clock import A_MORNING

    clock.set(A_MORNING + timedelta(days=41))  # 31/12/2026: the campaign's last day
    assert read(client.get(f"/t/{code}")).status == 200
    clock.set(A_MORNING + timedelta(days=91))
    page = read(client.get(f"/t/{code}"))
    assert (page.status, page.h1) == (410, "Mã này đã hết hạn")


def test_the_visit_of_one_slip_opens_no_other_door(client, app, session, place, code):
    other = make_dossiers(session, place.commune)[0]
    session.commit()
    with app.test_request_context():
        second = code_of(other)
    visit = read(client.get(f"/t/{code}")).fields["_visit"]
    body = urlencode({"_visit": visit, "_language": "vi", **GOOD})
    for address in (f"/t/{second}", place.address):
        page = read(client.post(address, data=body, content_type=FORM))
        assert page.status == 403, address
    counters = read(client.get(place.address)).fields["_visit"]
    body = urlencode({"_visit": counters, "_language": "vi", **GOOD})
    assert read(client.post(f"/t/{code}", data=body, content_type=FORM)).status == 403
    session.rollback()
    assert session.scalars(select(Response)).all() == []


def test_a_slip_of_another_unit_rates_that_unit(client, app, session, place):
    elsewhere = make_commune(session)
    make_counter(session, elsewhere)
    dossier = make_dossiers(session, elsewhere)[0]
    session.commit()
    with app.test_request_context():
        page = read(client.get(f"/t/{code_of(dossier)}"))
    assert (page.status, page.h1) == (404, "Hiện không có đợt khảo sát nào")


def test_a_rare_dossier_hides_among_those_of_its_day(client, app, session, place):
    make_dossiers(session, place.commune, 9)
    rare = make_dossiers(session, place.commune, 1, group="Quốc tịch")[0]
    session.commit()
    with app.test_request_context():
        send(client, code_of(rare))
    # All ten of that day keep the same: unit and punctuality they share, groups they do not.
    assert row(session).procedure_group is None


def test_no_code_is_written_down_anywhere(client, app, session, code, settings):
    send(client, code)
    session.rollback()
    tables = inspect(session.connection()).get_table_names()
    written = "".join(
        str(found) for table in tables for found in session.execute(text(f"SELECT * FROM {table}"))
    )
    assert code not in written
    assert codes.printed(code) not in written


def test_a_staff_browser_is_told_before_and_refused_after(client, session, place, code):
    visit = read(client.get(f"/t/{code}")).fields["_visit"]
    sign_in(client, make_account(session, place.commune))
    for address in (place.address, f"/t/{code}"):
        page = read(client.get(address))
        assert (page.status, "tài khoản cán bộ" in alert(page)) == (200, True)
    body = urlencode({"_visit": visit, "_language": "vi", **GOOD})
    page = read(client.post(f"/t/{code}", data=body, content_type=FORM))
    assert page.status == 403
    assert page.fields["attitude"] == "4"
    session.rollback()
    assert session.scalars(select(Response)).all() == []
    assert session.scalars(select(SpentCode)).all() == []


def test_a_browser_that_signed_out_may_rate(client, session, place):
    sign_in(client, make_account(session, place.commune))
    with client.session_transaction() as kept:
        kept.pop("_user_id")
    citizen = Citizen(client, session, place.counter, place.campaign)
    assert citizen.sends(GOOD).status == 200


def test_a_typed_code_leads_on_within_the_house_and_is_kept_by_nobody(client):
    for typed in ("7KQ2-M9XP-1111-2222", "//evil.example", "https://evil.example", "a\r\nX-Y: z"):
        answer = client.get("/t/", query_string={"code": typed})
        assert answer.status_code == 302
        assert answer.location.lower().startswith("/t/")
        assert "X-Y" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
