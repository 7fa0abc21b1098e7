from survey.jobs.models import State
from tests.survey.jobs.test_worker import print_it


def test_once_does_all_that_waits_and_ends(app, session, asked_for):
    jobs = [asked_for(print_it, words=str(number)) for number in range(3)]
    done = app.test_cli_runner().invoke(args=["survey", "worker", "--once"])
    assert done.exit_code == 0, done.output
    for job in jobs:
        session.refresh(job)
        assert job.state == State.DONE
