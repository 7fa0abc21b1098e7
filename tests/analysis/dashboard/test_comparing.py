"""Two campaigns side by side: only what was asked alike, the rest refused or labelled."""

import csv
import io

import pytest
from flask import current_app

from analysis.dashboard.comparison_sheet import ComparisonRow, comparison_rows
from analysis.dashboard.likeness import likenesses, side_by_side
from analysis.dashboard.question_sheet import csv_rows
from tests.analysis.ledgers import answer, open_campaign
from tests.analysis.questionnaires import (
    FREQUENCY,
    OVERALL,
    REASONS,
    SERVICE,
    WHY,
    asks,
    put_on_shelf,
    questionnaire,
)

ONLINE = asks("online", "yes_no", "Có nộp trực tuyến không?")
USE = asks("use", "scale", "Hay dùng không?", scale="frequency")
OLD = questionnaire("thu", OVERALL, WHY, ONLINE, USE, asks("gone", "yes_no", "Câu cũ?"))
NEW = questionnaire(
    "thu",
    OVERALL,
    {**WHY, "choices": REASONS[:3]},
    asks("online", "yes_no", "Đã nộp trực tuyến chưa?"),
    USE,
    asks("fresh", "yes_no", "Câu mới?"),
    version=2,
    scales={"frequency": {"options": FREQUENCY["options"][1:]}},
)
GIVEN = {"overall": 4, "why": ["waited"], "online": "yes", "use": 2}


@pytest.fixture
def beside(app, session, land):
    """Both campaigns compared in Xã Ia Le, after `before` and `after` were answered."""
    put_on_shelf(app, OLD, NEW)

    def of(*, forced=False, asked=(OLD, NEW), kinds=("routine", "routine"), answers=None):
        before, after = answers or ([GIVEN] * 8 + [{**GIVEN, "overall": 1}] * 2, [GIVEN] * 10)
        both = tuple(
            open_campaign(session, land.province, code=code, kind=kind, asks=form)
            for code, kind, form in zip(("CU", "MOI"), kinds, asked, strict=True)
        )
        for campaign, given in zip(both, (before, after), strict=True):
            answer(session, campaign, land.ia_le, given)
        return side_by_side(session, land.ia_le, both, "vi", is_forced=forced)

    with app.app_context():
        yield of


def test_what_was_asked_alike_stands_side_by_side(beside):
    found = beside()
    (overall,) = found.lines

    assert overall.question == "overall"
    assert (overall.old.share, overall.new.share) == (0.8, 1.0)
    assert (overall.old.n, overall.new.n) == (10, 10)
    assert overall.difference == pytest.approx(0.2)
    assert overall.unlike == ()


def test_other_wordings_scales_and_choices_are_refused_by_name(beside):
    refused = {each.question: each.reasons for each in beside().refused}

    assert refused == {
        "why": ("các lựa chọn khác",),
        "online": ("câu chữ của câu hỏi hay câu trả lời đã đổi",),
        "use": ("thang đo khác",),
        "gone": ("chỉ đợt trước có câu này",),
        "fresh": ("chỉ đợt sau có câu này",),
    }


def test_what_is_forced_carries_its_reason_on_every_line(beside):
    found = beside(forced=True)

    forced = {line.question: line.unlike for line in found.lines}
    assert set(forced) == {"overall", "why", "online", "use"}
    assert all(line.unlike for line in found.lines if line.question != "overall")
    other = next(line for line in found.lines if line.value == "other")
    assert (other.old.share, other.new, other.difference) == (0.0, None, None)
    assert {each.question for each in found.refused} == {"gone", "fresh"}


def test_the_same_version_is_alike_in_everything(beside):
    found = beside(asked=(OLD, OLD))
    assert {line.question for line in found.lines} == {"overall", "why", "online", "use", "gone"}
    assert found.refused == []
    (gone,) = [line for line in found.lines if line.question == "gone"]
    assert (gone.old.n, gone.new.n, gone.difference) == (0, 0, None)


def test_what_has_no_share_is_named_and_not_passed_over(beside):
    asked = questionnaire("so", OVERALL, asks("waited", "number", "Chờ bao lâu?"))
    put_on_shelf(current_app, asked)
    found = beside(asked=(asked, asked), answers=([{"waited": 5}] * 6, [{"waited": 9}] * 6))
    assert {each.question: each.reasons for each in found.refused} == {
        "waited": ("câu này không có tỷ lệ để so",)
    }


def test_campaigns_of_different_kinds_are_refused_too(beside):
    found = beside(asked=(OLD, OLD), kinds=("routine", "ad_hoc"))
    assert found.lines == []
    assert {each.reasons for each in found.refused} == {("khác loại đợt khảo sát",)}


def test_fewer_than_five_answers_have_no_share_beside(beside):
    found = beside(asked=(OLD, OLD), answers=([GIVEN] * 4, [GIVEN] * 9))
    assert all(line.old.is_hidden and line.difference is None for line in found.lines)
    assert found.lines[0].new.share == 1.0


def test_who_was_asked_is_noted_where_only_the_condition_changed():
    other = questionnaire("thu", OVERALL, {**WHY, "when": "overall <= 2"}, version=3)
    found = likenesses(questionnaire("thu", OVERALL, WHY), other)
    assert found["why"].parts == ()
    assert found["why"].noted == ("điều kiện hỏi khác, nên người được hỏi khác",)


def test_rows_of_a_matrix_are_set_beside_each_other(app, session, land):
    asked = questionnaire("bang", SERVICE)
    put_on_shelf(app, asked)
    both = tuple(open_campaign(session, land.province, code=code, asks=asked) for code in "AB")
    for campaign in both:
        answer(session, campaign, land.ia_le, [{"service": {"place": 5, "staff": 1}}] * 5)
    with app.app_context():
        found = side_by_side(session, land.ia_le, both, "vi", is_forced=False)
    assert [(line.row, line.old.share, line.new.share) for line in found.lines] == [
        ("place", 1.0, 1.0),
        ("staff", 0.0, 0.0),
    ]


def test_the_file_says_on_every_row_what_it_is(beside):
    written = csv_rows(comparison_rows(beside(forced=True)), ComparisonRow)
    rows = list(csv.DictReader(io.StringIO(written)))

    status = {row["question"]: (row["status"], row["reason"]) for row in rows}
    assert status["overall"] == ("comparable", "")
    assert status["use"] == ("forced", "thang đo khác")
    assert status["gone"] == ("refused", "chỉ đợt trước có câu này")
    overall = rows[0]
    assert (overall["old_campaign"], overall["new_campaign"]) == ("CU", "MOI")
    assert (overall["old_n"], overall["old_share"], overall["difference"]) == ("10", "0.8", "0.2")
    assert "chênh lệch chưa kiểm định" in overall["method"]
    assert {row["old_share"] for row in rows if row["status"] == "refused"} == {""}
