from survey.jobs.models import State
from survey.jobs.queue import find, recent
from tests.factories.accounts import make_account
from tests.factories.places import make_commune


def test_what_was_asked_is_kept_as_it_was_asked(session, asked_for, mai):
    job = asked_for(print, counters=[1, 2], form="a4", words="Ỡ")
    session.refresh(job)
    assert job.asked == {"counters": [1, 2], "form": "a4", "words": "Ỡ"}
    assert (job.state, job.account_id, job.unit_id) == (State.WAITING, mai.id, mai.unit_id)


def test_each_sees_what_they_asked_for_newest_first(session, asked_for, mai, commune):
    first, second = asked_for(print), asked_for(print, kind="other")
    assert recent(session, mai.id) == [second, first]
    assert recent(session, mai.id, "other") == [second]
    assert recent(session, make_account(session, commune).id) == []


def test_a_job_is_found_by_who_asked_and_by_who_answers_for_its_unit(session, asked_for, mai):
    job = asked_for(print)
    elsewhere = make_commune(session)
    other = make_account(session, elsewhere)
    assert find(session, job.id, mai.id, []) is job
    assert find(session, job.id, other.id, [mai.unit_id]) is job
    assert find(session, job.id, other.id, [elsewhere.id]) is None
