"""A batch becomes visits and responses once, whatever is sent, how often and in what order."""

import random
from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from survey.campaigns.life import close_campaign
from survey.fieldwork.interviewer_models import InterviewAside, InterviewerEvent, InterviewerNumbers
from survey.fieldwork.models import Attempt, FieldworkSettings
from survey.fieldwork.standing import standing
from survey.responses.flags import CLOCK, HELD, LATE, PARTLY, UNREVIEWED, read
from survey.responses.models import Response
from survey.responses.verification import walk
from tests.factories.fieldwork import make_cases, make_draw, make_interviewer


def number_of(session, table) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(table))


def happened(session) -> dict[str, int]:
    session.rollback()
    found = session.scalars(select(InterviewerEvent))
    return {each.kind: each.count for each in found if each.kind != "enrolled"}


def flags_of_all(session) -> list[frozenset[str]]:
    session.rollback()
    return [read(each.flags) for each in session.scalars(select(Response))]


def close(app, session, campaign) -> None:
    session.commit()
    with app.app_context():
        close_campaign(session, campaign)
        session.commit()


def test_what_is_sent_again_gets_the_same_receipts(tablet, session, cases):
    for case in cases:
        tablet.visit(case.id, "non_contact")
        tablet.visit(case.id)
        tablet.passes(900)
    entries = list(tablet.queue)
    first = tablet.sync().receipts
    luck = random.Random(1)
    for _ in range(5):
        luck.shuffle(entries)
        again = tablet.say("/interview/sync", tablet.batch(entries), is_packed=True)
        assert (again.status, again.receipts, again.said["aside"]) == (200, first, {})
    assert (number_of(session, Attempt), number_of(session, Response)) == (12, 6)
    assert session.scalars(select(InterviewerNumbers.last)).all() == [12]
    assert walk(session) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"case": 10_000_000}, "case"),
        ({"campaign": 9999}, "campaign"),
        ({"questionnaire": "nothing"}, "questionnaire"),
        ({"version": 77}, "questionnaire"),
        ({"form": ""}, "empty"),
        ({"form": "overall=9"}, "empty"),
        ({"v": 2}, "unreadable"),
        ({"kind": "rating"}, "unreadable"),
        ({"disposition": "died"}, "unreadable"),
        ({"disposition": "refusal"}, "unreadable"),  # and a form
        ({"case": "1"}, "unreadable"),
        ({"case": 2**40}, "unreadable"),
        ({"at": None}, "unreadable"),
    ],
)
def test_what_is_no_visit_is_set_aside_with_its_reason(tablet, session, cases, changes, reason):
    good = tablet.visit(cases[0].id)
    interview = {"disposition": "complete", "form": "overall=5"}
    bad = tablet.put(_letter(tablet, cases[1].id) | interview | changes)
    reply = tablet.sync()
    assert (set(reply.receipts), reply.aside) == ({good}, {bad: reason})
    assert tablet.queue == []
    kept = session.get_one(InterviewAside, (tablet.id, bad))
    assert '"b": ' in kept.entry
    assert (number_of(session, Attempt), happened(session)) == (1, {"aside": 1})


def test_a_case_of_another_draw_is_set_aside(tablet, session, cases, campaign, commune):
    newer = make_draw(session, campaign, commune, reason="Danh sách hộ bị thiếu một thôn")
    make_cases(session, newer, commune, 2)
    session.commit()
    entry = tablet.visit(cases[0].id)
    assert tablet.sync().aside == {entry: "case"}


def test_a_case_that_is_another_s_is_kept_and_told(app, session, client, campaign, tablet, cases):
    other = make_interviewer(app, session, client, campaign, "Bưởi")
    entry = other.visit(cases[0].id)
    assert set(other.sync().receipts) == {entry}
    assert session.get_one(Attempt, entry).is_assigned is False
    assert happened(session) == {"not_assigned": 1}


def test_a_second_interview_of_a_case_is_kept_held_and_told(tablet, session, cases):
    tablet.visit(cases[0].id)
    tablet.visit(cases[0].id, answers={"overall": 1})
    assert len(tablet.sync().receipts) == 2
    assert flags_of_all(session) == [{HELD, UNREVIEWED}] * 2
    assert happened(session) == {"again": 1}


def test_an_identity_of_another_s_visit_is_set_aside(app, session, client, campaign, tablet, cases):
    entry = tablet.visit(cases[0].id)
    tablet.sync()
    other = make_interviewer(app, session, client, campaign, "Bưởi")
    other.visit(cases[1].id)
    other.queue[0] = other.sealed(_letter(tablet, cases[1].id), entry, 1)
    assert other.sync().aside == {entry: "taken"}


def _letter(tablet, case: int):
    return {
        "v": 1, "kind": "attempt", "at": tablet.wall, "session": tablet.session,
        "mono": tablet.mono, "offset": None, "campaign": tablet.asked["campaign"],
        "questionnaire": tablet.asked["questionnaire"], "version": tablet.asked["version"],
        "language": "vi", "case": case, "disposition": "refusal", "form": "",
    }  # fmt: skip


@pytest.mark.parametrize("asks", [True, False])
def test_a_position_is_kept_roughly_and_only_where_it_is_asked_for(
    tablet, session, cases, campaign, asks
):
    settings = {"campaign_id": campaign.id, "callback_share_bp": 0, "seed": "1"}
    session.add(FieldworkSettings(ask_position=asks, **settings))
    there = {"lat": 13.77649, "lon": 109.22371, "accuracy": 12}
    entry = tablet.visit(cases[0].id, position=there)
    tablet.sync()
    session.rollback()
    kept = session.get_one(Attempt, entry)
    assert (kept.latitude, kept.longitude) == ((13.776, 109.224) if asks else (None, None))


def test_a_wrong_clock_an_unreadable_answer_and_a_day_outside_are_flagged(
    tablet, session, cases, clock, campaign
):
    tablet.visit(cases[0].id, at=0, offset=None, session="0" * 16)
    tablet.visit(cases[1].id, answers={"overall": 5, "nobody": 1})
    clock.advance(timedelta(days=60))
    tablet.passes(60 * 86_400)
    tablet.visit(cases[2].id)
    tablet.sync()
    found = sorted(map(sorted, flags_of_all(session)))
    common = [HELD, UNREVIEWED]
    assert found == sorted(map(sorted, [[*common, CLOCK], [*common, PARTLY], [*common, LATE]]))


def test_what_comes_after_the_closing_is_kept_late_and_tied_to_nobody(
    app, session, tablet, cases, campaign
):
    first, second = tablet.visit(cases[0].id), tablet.visit(cases[1].id, "refusal")
    close(app, session, campaign)
    reply = tablet.sync()
    assert set(reply.receipts) == {first, second}
    assert flags_of_all(session) == [{HELD, UNREVIEWED, LATE}]
    for entry in (first, second):
        kept = session.get_one(Attempt, entry)
        assert (kept.case_id, kept.response_id, kept.day, kept.received_at) == (None,) * 4
    assert happened(session) == {"late": 2}
    assert (tablet.shown["cases"], tablet.shown["asked"]) == ([], None)


def test_a_visit_is_never_changed_nor_removed(tablet, session, cases):
    tablet.visit(cases[0].id)
    tablet.sync()
    session.rollback()
    for act in (
        "DELETE FROM attempts",
        "UPDATE attempts SET disposition = 'refusal'",
        "UPDATE attempts SET response_id = NULL",
        "UPDATE attempts SET day = NULL",
    ):
        with pytest.raises(DBAPIError):
            session.execute(text(act))
        session.rollback()


def test_sixteen_interviewers_at_once_and_each_twice_lose_nothing(
    app, session, client, campaign, draw, commune, tablet
):
    tablets, entries = [], {}
    for number in range(16):
        cases = make_cases(session, draw, commune, 5, village=f"Thôn {number}")
        one = make_interviewer(app, session, client, campaign, f"Người {number}")
        for case in cases:
            one.visit(case.id)
            one.visit(case.id, "non_contact")
        entries[one.id] = {entry["id"] for entry in one.queue}
        tablets.append(one)
    session.commit()
    receipts: dict[str, dict[str, str]] = {one.id: {} for one in tablets}

    def send(one) -> None:
        own = app.test_client()
        one.post = lambda path, body, headers: _posted(own, path, body, headers)
        for _ in range(40):
            reply = one.say("/interview/sync", one.batch(one.queue))
            if reply.status == 200:
                assert receipts[one.id] in ({}, reply.receipts)
                receipts[one.id] = reply.receipts
                return

    # Two lines of the same tablet at the same time, for each of sixteen.
    threads = [Thread(target=send, args=(one,)) for one in (*tablets, *tablets)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {name: set(found) for name, found in receipts.items()} == entries
    assert (number_of(session, Attempt), number_of(session, Response)) == (160, 80)
    assert walk(session) == []


def _posted(client, path, body, headers):
    from flask.testing import FlaskClient

    reply = FlaskClient.open(client, path, method="POST", data=body, headers=dict(headers))
    return reply.status_code, reply.get_data(), reply.headers


def test_a_case_stands_by_all_its_visits(tablet, session, cases):
    tablet.visit(cases[0].id, "non_contact")
    tablet.passes(60)
    tablet.visit(cases[0].id, "refusal")
    tablet.sync()
    session.rollback()
    found = standing(session, cases[0])
    assert [visit.attempt.disposition for visit in found.visits] == ["non_contact", "refusal"]
    assert (found.disposition.value, found.state) == ("refusal", "done")
