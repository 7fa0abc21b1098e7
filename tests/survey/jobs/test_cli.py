import pytest
from sqlalchemy.exc import OperationalError

from survey.jobs.models import State
from survey.jobs.registry import beside
from tests.survey.jobs.test_worker import print_it


def test_once_does_all_that_waits_and_ends(app, session, asked_for):
    jobs = [asked_for(print_it, words=str(number)) for number in range(3)]
    done = app.test_cli_runner().invoke(args=["survey", "worker", "--once"])
    assert done.exit_code == 0, done.output
    for job in jobs:
        session.refresh(job)
        assert job.state == State.DONE


@pytest.mark.only_on("sqlite")
def test_chores_are_done_when_no_job_waits_until_there_are_none(app, asked_for):
    done, chores = [], ["sweep the yard", "post letters"]
    asked_for(lambda _work: done.append("print"))
    beside(app, lambda _app: bool(chores) and not done.append(chores.pop()))
    beside(app, lambda _app: done.append("looked") is not None)
    assert app.test_cli_runner().invoke(args=["survey", "worker", "--once"]).exit_code == 0
    assert done == ["print", "post letters", "looked", "sweep the yard", "looked", "looked"]


@pytest.mark.only_on("sqlite")
def test_a_chore_whose_database_is_away_ends_no_worker(app, asked_for):
    def away(_app):
        raise OperationalError("SELECT", {}, Exception("gone"))

    beside(app, away)
    said = app.test_cli_runner().invoke(args=["survey", "worker", "--once"])
    assert (said.exit_code, said.stderr) == (0, "worker: OperationalError\n")
