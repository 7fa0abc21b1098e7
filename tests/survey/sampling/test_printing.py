from datetime import UTC, datetime

from survey.campaigns.models import Campaign
from survey.sampling.drawing.spelling import written
from survey.sampling.models import Draw, DrawUnit, Frame
from survey.sampling.printing import record_of
from tests.survey.sampling.conftest import TWO_STAGES


def test_a_record_says_what_decided_and_what_was_chosen():
    at = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)
    draw = Draw(
        number=2, design=written(TWO_STAGES), seed="7", reason="Thiếu thôn", drawn_at=at,
        digest="d" * 64, cases=42,
    )  # fmt: skip
    unit = DrawUnit(
        stage=1, stratum="01", parent="01", code="T4", size=120, probability="0.5",
        is_certain=False, position=1,
    )  # fmt: skip
    frame = Frame(name="Hộ dân", code="HO", rows=200, digest="f" * 64)
    record = record_of(Campaign(name="SIPAS", code="DT-52"), draw, frame, [unit])
    facts = dict(record.facts)
    assert facts["Ngày chọn"] == "00:30 ngày 22/11/2026"  # the day it is in Vietnam
    assert {"SIPAS (DT-52)", "Hộ dân (HO) (200 dòng)", "7", "42", "Thiếu thôn"} <= {*facts.values()}
    assert record.tables[0].rows[0][:4] == ("01", "T4", "120", "0,5")
    assert any("sha256sum" in words for words in record.recompute)
