from datetime import timedelta

from survey.jobs.sweeping import KEPT, file_of, sweep
from survey.jobs.worker import work_once
from tests.survey.jobs.test_worker import print_it


def test_a_result_is_kept_for_a_week_and_then_gone(app, session, asked_for, settings, clock):
    job = asked_for(print_it, words="x")
    work_once(app)
    session.refresh(job)
    with app.app_context():
        clock.advance(KEPT - timedelta(minutes=1))
        assert sweep(session, settings.var) == 0
        assert file_of(job, settings.var).read_text() == "x"
        clock.advance(timedelta(minutes=2))
        assert sweep(session, settings.var) == 1
    assert file_of(job, settings.var) is None
    assert not (settings.var / "jobs" / str(job.id)).exists()


def test_what_is_still_to_be_done_is_not_swept(app, session, asked_for, settings, clock):
    job = asked_for(print_it, words="x")
    (settings.var / "jobs" / str(job.id)).mkdir(parents=True)
    (settings.var / "jobs" / "not a job").mkdir()
    clock.advance(KEPT * 2)
    with app.app_context():
        assert sweep(session, settings.var) == 0
