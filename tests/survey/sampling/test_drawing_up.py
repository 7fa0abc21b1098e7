from hashlib import sha256

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from survey.diary.models import DiaryEntry
from survey.sampling import drawing_up, reading
from survey.sampling.digests import Basis, digest
from survey.sampling.drawing.designs import Design, Level, Method, Stage
from survey.sampling.drawing.units import CannotDraw
from survey.sampling.drawing_up import Asked, NotNow, draw
from survey.sampling.models import Case, Draw, DrawUnit
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune
from tests.factories.responses import make_responses
from tests.factories.samples import households, make_frame
from tests.survey.sampling.conftest import TWO_STAGES

pytestmark = pytest.mark.usefixtures("context")

SEED = "2026-10-01"
THE_DIGEST = "c5440aa9dafff1199a58793c0d641456cf2ec7b77a909221322cd560230e21f4"
"""What this frame, design and seed gave on either database when it was first drawn."""


@pytest.fixture
def drawn(session, campaign, frame):
    session.commit()

    def drawn(**said: object) -> Draw:
        asked = {"frame_id": frame.id, "design": TWO_STAGES, "seed": SEED}
        kept = draw(session, campaign, Asked(**(asked | said)))
        session.commit()
        return kept

    return drawn


def test_a_draw_is_kept_with_its_clusters_and_cases(session, campaign, drawn, commune, frame):
    kept = drawn(account_id=None)
    assert (kept.number, kept.cases, kept.frame_id) == (1, 42, frame.id)  # 2 × 3 × (5 + 2)
    assert reading.counted(session, kept.id) == {"main": 30, "reserve": 12}
    assert session.scalar(select(func.count()).select_from(DrawUnit)) == 6
    cases = reading.cases_of(session, campaign.id)
    of_town = [case for case in cases if case.stratum == "01"]
    assert {case.unit_id for case in of_town} == {commune.id}
    first = of_town[0]
    assert first.label.startswith("Nguyễn Văn")
    assert first.labels in ('{"giới tính":"nam"}', '{"giới tính":"nữ"}')
    assert [case.number for case in of_town[:7]] == [1, 2, 3, 4, 5, 6, 7]
    noted = session.scalars(select(DiaryEntry).where(DiaryEntry.act == "sample.drawn")).one()
    assert (noted.subject, kept.digest in noted.details) == ("DT-52", True)


def test_weights_are_one_over_the_chance_at_every_stage(session, campaign, drawn):
    drawn()
    sizes = {"T1": 30, "T2": 60, "T3": 90, "T4": 120}
    households = {"T1": 10, "T2": 20, "T3": 30, "T4": 40}
    for case in reading.cases_of(session, campaign.id):
        # Three of four villages by size: T4 is certain (3·120/300 > 1), then two of 30+60+90,
        # of which T3 is certain (2·90/180 = 1), then one of 30+60.
        village = case.code.split("-")[1]
        chance = {"T4": 1.0, "T3": 1.0}.get(f"T{village}", sizes[f"T{village}"] / 90)
        weight = households[f"T{village}"] / 5 / chance
        assert float(case.weight) == pytest.approx(weight, rel=1e-11)


def test_the_same_seed_gives_the_same_draw_on_either_database(session, drawn, campaign):
    first, again = drawn(), drawn(reason="Đối chiếu")
    other = drawn(seed="2026-10-02", reason="Số khởi đầu khác")
    assert first.digest == again.digest == THE_DIGEST
    assert other.digest != first.digest


def test_the_digest_is_a_sha256_of_lines_anybody_can_write(session, drawn, frame):
    kept = drawn()
    units, cases = reading.lines_of(session, kept)
    lines = ["draw 1", frame.digest, kept.design, SEED]
    for u in sorted(units):
        certain = int(u.is_certain)
        lines.append(f"{u.stage}\t{u.stratum}\t{u.parent}\t{u.code}\t{u.size}\t{u.probability}\t"
                     f"{certain}\t{u.position}")  # fmt: skip
    for c in sorted(cases, key=lambda case: case.code):
        lines.append(f"{c.code}\t{c.stratum}\t{c.psu or ''}\t{c.second or ''}\t{c.weight}\t"
                     f"{c.fpc or ''}\t{c.second_fpc or ''}\t{c.place}\t{c.number}")  # fmt: skip
    by_hand = sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
    assert kept.digest == by_hand
    assert digest(Basis(frame.digest, kept.design, SEED), reversed(units), cases) == by_hand
    assert digest(Basis(frame.digest, kept.design, SEED), units, cases[1:]) != by_hand


def test_another_draw_needs_a_reason_and_the_old_one_stays(session, campaign, drawn):
    first = drawn()
    for reason in ("", "  "):
        with pytest.raises(NotNow, match="nêu lý do"):
            drawn(reason=reason, seed="2")
        session.rollback()
    second = drawn(reason="Khung mẫu thiếu một thôn", seed="2")
    assert (second.number, reading.in_force(session, campaign.id).id) == (2, second.id)
    assert [told.draw.id for told in reading.draws_of(session, campaign.id)] == [
        second.id,
        first.id,
    ]
    assert {case.draw_id for case in reading.cases_of(session, campaign.id)} == {second.id}
    assert len(reading.cases_drawn(session, first.id)) == 42


def test_who_was_asked_or_looked_for_fixes_the_draw(session, campaign, drawn, commune, neighbour):
    drawn()
    campaign.opened_at = campaign.opened_at or reading.in_force(session, campaign.id).drawn_at
    session.commit()
    drawn(reason="Chưa ai được hỏi")
    make_responses(session, campaign, commune, [{"overall": 4}])
    session.commit()
    with pytest.raises(NotNow, match="Đã có người"):
        drawn(reason="Kết quả không đẹp")


def test_a_routine_campaign_and_a_closed_one_are_not_drawn(
    session, province, frame, drawn, campaign
):
    asked = Asked(frame_id=frame.id, design=TWO_STAGES, seed=SEED)
    with pytest.raises(NotNow, match="chọn mẫu mới"):
        draw(session, make_campaign(session, province), asked)
    drawn()
    campaign.opened_at = campaign.closed_at = reading.in_force(session, campaign.id).drawn_at
    session.commit()
    with pytest.raises(NotNow, match="đã đóng"):
        drawn(reason="x")


def test_a_stratum_smaller_than_its_sample_is_named_and_nothing_is_kept(session, drawn):
    stage = Stage(name="Hộ", method=Method.SRS, count=101, at_level=Level.UNIT)
    with pytest.raises(CannotDraw, match=r"01: chỉ có 100 đơn vị, không đủ 101"):
        drawn(design=Design(Level.STRATUM, (stage,)))
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Draw)) == 0
    district = Stage(name="Huyện", method=Method.SRS, count=1, at_level=Level.DISTRICT)
    with pytest.raises(NotNow, match="không có cột “huyện”"):
        drawn(design=Design(Level.STRATUM, (district, stage)))


def test_a_frame_that_is_not_whole_or_reaches_elsewhere_is_refused(session, drawn, commune, frame):
    with pytest.raises(NotNow, match="chưa nhập xong"):
        drawn(frame_id=frame.id + 999)
    only = make_campaign(session, commune, kind="field", is_open=False)
    session.commit()
    with pytest.raises(NotNow, match="1 xã ngoài các đơn vị của đợt: 24022"):
        draw(session, only, Asked(frame_id=frame.id, design=TWO_STAGES, seed=SEED))


def test_two_who_draw_at_once_are_numbered_or_told(
    app, session, campaign, drawn, frame, monkeypatch
):
    """The second has looked before the first committed, and writes after."""
    found = drawing_up.drawn_from

    def overtaken(rows, asked):
        monkeypatch.undo()
        with Session(app.extensions["engine"]) as other:
            theirs = other.get_one(type(campaign), campaign.id)
            draw(other, theirs, Asked(frame_id=frame.id, design=TWO_STAGES, seed="theirs"))
            other.commit()
        return found(rows, asked)

    monkeypatch.setattr(drawing_up, "drawn_from", overtaken)
    with pytest.raises(NotNow, match="nêu lý do"):
        drawn()
    session.rollback()
    assert [told.draw.seed for told in reading.draws_of(session, campaign.id)] == ["theirs"]


REFUSED = {
    "a draw is never changed": "UPDATE draws SET seed = 'x'",
    "a draw is never removed": "DELETE FROM draws",
    "a chosen cluster is never changed": "UPDATE draw_units SET probability = '1'",
    "a chosen cluster is never removed": "DELETE FROM draw_units",
    "a case is never removed": "DELETE FROM cases",
    "a case keeps its weight": "UPDATE cases SET weight = '2'",
    "a case keeps its place": "UPDATE cases SET place = 'main' WHERE place = 'reserve'",
    "a name does not change": "UPDATE cases SET label = 'Khác'",
    "a second draw has a reason": "INSERT INTO draws (campaign_id, frame_id, number, design, seed, "
    "reason, drawn_at, digest, cases) SELECT campaign_id, frame_id, 2, design, seed, '', "
    "drawn_at, digest, cases FROM draws",
}


@pytest.mark.parametrize("statement", list(REFUSED.values()), ids=list(REFUSED))
def test_the_database_keeps_what_was_drawn(session, drawn, statement):
    drawn()
    with pytest.raises(DBAPIError):
        session.execute(text(statement))


def test_a_case_whose_commune_nobody_knows_is_asked_at_the_first_unit(
    session, context, campaign, province
):
    make_commune(session, province, "Xã Khác", "21600")
    rows = households("88888", villages=3)
    elsewhere = make_frame(session, province, rows, may_be_elsewhere=True)
    kept = draw(session, campaign, Asked(frame_id=elsewhere.id, design=TWO_STAGES, seed=SEED))
    units = session.scalars(select(Case.unit_id).where(Case.draw_id == kept.id).distinct()).all()
    assert units == [province.id]
