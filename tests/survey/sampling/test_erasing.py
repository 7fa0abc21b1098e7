import pytest
from sqlalchemy import func, select

from survey.sampling import reading
from survey.sampling.drawing.chance import topmost
from survey.sampling.drawing.designs import Design
from survey.sampling.drawing.spelling import read
from survey.sampling.drawing_up import Asked, draw
from survey.sampling.erasing import erase_frame, erase_labels
from survey.sampling.models import Case, FrameRow
from survey.sampling.weighing import weighed
from tests.survey.sampling.conftest import TWO_STAGES

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def drawn(session, campaign, frame):
    asked = Asked(frame_id=frame.id, design=TWO_STAGES, seed="20261001")
    kept = draw(session, campaign, asked)
    session.commit()
    return kept


def test_names_and_facts_of_those_drawn_go_and_the_draw_stays(session, campaign, drawn):
    draws = reading.lines_of(session, drawn)
    assert erase_labels(session, campaign.id) == 42
    session.commit()
    session.expire_all()
    assert {(case.label, case.labels) for case in reading.cases_of(session, campaign.id)} == {
        (None, "{}")
    }
    drawn_codes = select(Case.code)
    rows = select(FrameRow.label, FrameRow.labels).where(FrameRow.code.in_(drawn_codes))
    assert {tuple(row) for row in session.execute(rows)} == {(None, "{}")}
    assert session.scalar(select(func.count(FrameRow.label))) == 200 - 42
    assert reading.lines_of(session, drawn) == draws
    assert erase_labels(session, campaign.id) == 42  # once more does no harm


def test_a_frame_loses_its_names_and_keeps_its_facts(session, frame):
    erase_frame(session, frame.id)
    session.commit()
    assert session.scalar(select(func.count(FrameRow.label))) == 0
    assert session.scalar(select(func.count()).where(FrameRow.labels != "{}")) == 200


def test_weights_add_up_to_what_the_frame_has(session, drawn):
    design = read(drawn.design)
    assert isinstance(design, Design)
    town, country = weighed(session, drawn, design)
    # T4 (40 households) and T3 (30) are certain, then T1 (10) by 1/3 or T2 (20) by 2/3.
    for line in (town, country):
        assert (line.cases, line.rows) == (15, 100)
        assert float(line.weights) == pytest.approx(100, abs=1e-6)
        assert float(line.ratio) == pytest.approx(1)


def test_the_topmost_code_is_found_whatever_its_signs():
    assert [topmost(path) for path in ("01", "01/T4", "a\\/b/T4", "a\\\\b")] == [
        "01", "01", "a/b", "a\\b",
    ]  # fmt: skip
