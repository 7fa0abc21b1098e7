import pytest

from survey.jobs.queue import put
from survey.jobs.registry import register
from tests.factories.accounts import make_account
from tests.factories.places import make_commune, make_province


@pytest.fixture
def province(session):
    return make_province(session, "Tỉnh Gia Lai")


@pytest.fixture
def commune(session, province):
    return make_commune(session, province, "Phường Quy Nhơn Bắc")


@pytest.fixture
def mai(session, commune):
    return make_account(session, commune)


@pytest.fixture
def asked_for(app, session, mai):
    """Put a job in the queue that `run` will do."""

    def ask(run, kind="printing", **asked):
        register(app, kind, run, name="In thử")
        with app.app_context():
            job = put(session, kind, asked, mai.unit_id, mai.id)
        session.commit()
        return job

    return ask
