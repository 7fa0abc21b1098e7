"""What is said of campaigns, from the table of kinds and nowhere else."""

from datetime import date

import pytest

from survey.campaigns import words
from survey.campaigns.checking import Objection
from survey.campaigns.kinds import DEMANDS, Kind, State
from survey.campaigns.spans import Gap

NEW_YEAR = date(2026, 1, 1)


@pytest.fixture
def speaking(app):
    with app.test_request_context():
        yield


def test_every_kind_state_and_promise_has_a_name():
    assert set(words.KIND_NAMES) == set(Kind)
    assert set(words.STATE_NAMES) == set(State)
    assert set(words.PROMISE_NAMES) == {kind.promise for kind in Kind}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_kind_says_all_it_demands(speaking, kind):
    said = " ".join(words.demands(kind))
    assert f"ít nhất {DEMANDS[kind].fewest} phiếu" in said
    assert ("mẫu đã chọn" in said) is DEMANDS[kind].needs_draw
    assert ("danh sách người được mời" in said) is DEMANDS[kind].needs_invitees
    assert ("sau khi đóng" in said) is (DEMANDS[kind].shown == "closed")


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("objection", list(Objection))
def test_every_objection_is_a_sentence(speaking, kind, objection):
    assert words.objection(objection, kind).endswith((".", "!"))


def test_a_gap_names_three_units_and_counts_the_rest(speaking):
    gap = Gap((NEW_YEAR, NEW_YEAR), frozenset({1, 2, 3, 4, 5}))
    assert words.gap(gap, ["A", "B", "C", "D", "E"], []) == (
        "Ngày 01/01/2026 (1 ngày) không có đợt thường xuyên nào mở: A, B, C và 2 đơn vị khác."
    )
    assert words.gap(gap, ["A"], ["TX-1"]).endswith("A. Mở bản nháp TX-1 thì không còn ngày trống.")
