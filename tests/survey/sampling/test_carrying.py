import pytest
from sqlalchemy import func, select

from survey.jobs import queue
from survey.jobs.worker import work_once
from survey.sampling import carrying
from survey.sampling.drawing.spelling import written
from survey.sampling.models import Draw
from tests.factories.accounts import make_account
from tests.survey.sampling.conftest import TWO_STAGES


@pytest.fixture
def put(app, session, province, campaign, frame):
    account = make_account(session, province)

    def put(**said):
        asked = {
            "campaign_id": campaign.id, "frame_id": frame.id, "design": written(TWO_STAGES),
            "seed": "7", "reason": "",
        } | said  # fmt: skip
        with app.app_context():
            job = queue.put(session, carrying.DRAW, asked, province.id, account.id)
            session.commit()
        assert work_once(app)
        session.refresh(job)
        return job

    return put


def test_a_draw_is_carried_out_once_and_told(session, put):
    assert put().state == "done"
    again = put()
    assert (again.state, again.words) == ("failed", "Chọn lại mẫu phải nêu lý do.")
    assert session.scalar(select(func.count()).select_from(Draw)) == 1


@pytest.mark.parametrize("said", [{"design": "{"}, {"campaign_id": 999}, {"frame_id": 999}])
def test_what_cannot_be_drawn_fails_in_words(session, put, said):
    job = put(**said)
    assert job.state == "failed"
    assert job.words
    assert session.scalar(select(func.count()).select_from(Draw)) == 0
