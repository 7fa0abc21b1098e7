from sqlalchemy import func, select

from analysis.samples.freezing import result_of
from analysis.samples.keeping import totals_of
from survey.campaigns.reading import campaign_by_code
from survey.demonstration import interviewing
from survey.demonstration.households import AGE, SEX
from survey.fieldwork.models import Attempt
from survey.responses.models import Response
from survey.sampling.models import Case, Draw, FrameRow
from survey.sampling.reading import cases_of
from tests.clock import A_MORNING

EVERYTHING = (Attempt, Case, Draw, FrameRow, Response)


def counts(session) -> list[int]:
    return [session.scalar(select(func.count()).select_from(model)) for model in EVERYTHING]


def test_a_field_sample_is_played_to_its_weighted_end_and_a_second_time_adds_nothing(
    app, session, small
):
    with app.app_context():
        interviewing.play(session, small.stage, small.by)
        made = counts(session)
        interviewing.play(session, small.stage, small.by)
    assert counts(session) == made
    campaign = campaign_by_code(session, interviewing.FIELD)
    assert "số liệu mẫu" in campaign.name
    assert campaign.closed_at is not None
    assert {case.label for case in cases_of(session, campaign.id)} == {None}
    totals = totals_of(session, campaign.id)
    homes = session.scalar(select(func.count()).select_from(FrameRow))
    assert {name: sum(levels.values()) for name, levels in totals.items()} == {
        SEX: homes,
        AGE: homes,
    }
    found = result_of(session, campaign, A_MORNING)
    assert 280 <= found.n <= 330
    assert found.lines[0].raked.estimate is not None


def test_what_was_cut_short_after_the_draw_is_played_on(app, session, small, monkeypatch):
    def cut_off(*_told):
        raise KeyboardInterrupt

    with app.app_context():
        monkeypatch.setattr(interviewing.visiting, "visit_all", cut_off)
        try:
            interviewing.play(session, small.stage, small.by)
        except KeyboardInterrupt:
            session.rollback()
        monkeypatch.undo()
        assert campaign_by_code(session, interviewing.FIELD).opened_at is None
        interviewing.play(session, small.stage, small.by)
    assert session.scalar(select(func.count()).select_from(Draw)) == 1
    assert campaign_by_code(session, interviewing.FIELD).closed_at is not None
