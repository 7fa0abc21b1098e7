"""Sequential watching, against the R packages SPRT and confseq (tests/oracle) and by simulation."""

import csv
import json
import random
from collections import defaultdict
from itertools import accumulate
from math import log
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.sequential import (
    Decision,
    always_valid_interval,
    cusum,
    cusum_by_day,
    sprt,
    steps,
)

ORACLE = Path(__file__).parents[2] / "oracle" / "11_sequential"
EXPECTED = json.loads((ORACLE / "expected.json").read_text())
WORDS = {"Accept H0": Decision.FINE, "Reject H0": Decision.BELOW}


def read(name: str) -> list[dict[str, str]]:
    with (ORACLE / name).open(newline="") as file:
        return list(csv.DictReader(file))


def streams() -> dict[str, list[int]]:
    found = defaultdict(list)
    for row in read("streams.csv"):
        found[row["stream"]].append(int(row["y"]))
    return found


STREAMS = streams()


def test_one_answer_adds_what_r_s_weights_say():
    satisfied, dissatisfied = steps(0.95, 0.90)

    assert satisfied == pytest.approx(EXPECTED["per_answer"]["satisfied_adds"], abs=1e-9)
    assert dissatisfied == pytest.approx(EXPECTED["per_answer"]["dissatisfied_adds"], abs=1e-9)


@pytest.mark.parametrize("row", EXPECTED["sprt"], ids=lambda row: f"{row['stream']}-{row['p0']}")
def test_the_trial_stops_where_r_s_sprt_does(row):
    trial = sprt(STREAMS[row["stream"]], row["p0"], row["p1"], row["alpha"], row["beta"])

    assert (trial.decision, trial.n) == (WORDS[row["decision"]], row["n_decision"])
    assert (trial.low, trial.high) == pytest.approx((row["lower_B"], row["upper_A"]), abs=1e-9)
    assert trial.levels[:10] == pytest.approx(row["llr_first10"], abs=1e-9)
    assert trial.levels[-1] == pytest.approx(row["llr_last"], abs=1e-9)


def test_without_an_answer_a_trial_goes_on():
    assert (sprt([], 0.95, 0.9).decision, sprt([], 0.95, 0.9).n) == (Decision.GOING_ON, 0)


@pytest.mark.parametrize("row", EXPECTED["cusum"]["streams"], ids=lambda row: row["stream"])
def test_the_alarm_walks_as_r_s_trace(row):
    # R's Reduce without a start takes the first answer itself (1 or 0) for the first level.
    first, *rest = STREAMS[row["stream"]]
    levels = (float(first), *cusum(rest, 0.95, 0.9, 3.5, start=first).levels)

    assert max(levels) == pytest.approx(row["max"], abs=1e-9)
    assert (levels[19], levels[39]) == pytest.approx((row["at_20"], row["at_40"]), abs=1e-9)
    for threshold in (2.5, 3.5, 4.5):
        rung = cusum(rest, 0.95, 0.9, threshold, start=first).alarm_at
        assert (None if rung is None else rung + 1) == row[f"first_h{threshold}"]


def test_the_planted_drop_rings_21_answers_after_it():
    assert cusum(STREAMS["drop"], 0.95, 0.9, 3.5).alarm_at == 221


@given(st.integers(0, 300))
def test_a_counter_that_satisfies_all_never_rings(n):
    watch = cusum([True] * n, 0.95, 0.9, 0.001)

    assert (watch.levels, watch.alarm_at) == ((0.0,) * n, None)


@settings(max_examples=50)
@given(st.lists(st.lists(st.booleans(), max_size=8), max_size=20))
def test_a_day_that_rings_would_have_rung_answer_by_answer(days):
    by_day = cusum_by_day([(sum(day), len(day)) for day in days], 0.95, 0.9, 3.5)
    one_by_one = cusum([answer for day in days for answer in day], 0.95, 0.9, 3.5)
    ends = accumulate(len(day) for day in days)

    for level, end in zip(by_day.levels, ends, strict=True):
        assert level <= (one_by_one.levels[end - 1] if end else 0) + 1e-9
    if by_day.alarm_at:
        assert one_by_one.alarm_at <= sum(len(day) for day in days[: by_day.alarm_at])


def test_days_of_one_answer_are_single_answers():
    stream = STREAMS["drop"]

    assert cusum_by_day([(y, 1) for y in stream], 0.95, 0.9, 3.5) == cusum(stream, 0.95, 0.9, 3.5)


@pytest.mark.parametrize(
    "row", read("confseq_expected.csv"), ids=lambda row: f"{row['stream']}-{row['n']}"
)
def test_the_always_valid_interval_is_confseq_s(row):
    interval = always_valid_interval(int(row["x"]), int(row["n"]))

    assert interval.low == pytest.approx(float(row["cs95_lo"]), abs=1e-6)
    assert interval.high == pytest.approx(float(row["cs95_hi"]), abs=1e-6)


@pytest.mark.parametrize("row", EXPECTED["first_time_confseq"], ids=lambda row: row["stream"])
def test_it_leaves_a_target_behind_when_confseq_does(row):
    counts = list(enumerate(accumulate(STREAMS[row["stream"]]), 1))

    def first(side: str, target: float) -> int | None:
        def is_past(x: int, n: int) -> bool:
            interval = always_valid_interval(x, n)
            return interval.high < target if side == "below" else interval.low > target

        return next((n for n, x in counts if is_past(x, n)), None)

    for column in ("below95", "below85", "above85", "above95"):
        assert first(column[:5], int(column[5:]) / 100) == row[column]


@pytest.mark.parametrize("truth", [0.5, 0.85, 0.95, 0.99])
def test_the_truth_stays_inside_at_every_look(truth):
    """Ville: at least 95 of 100 counters never once exclude it over 300 answers (seeded)."""
    luck = random.Random(2026)
    excluded = {
        (x, n): not (interval.low <= truth <= interval.high)
        for n in range(1, 301)
        for x in _likely(n, truth)
        if (interval := always_valid_interval(x, n))
    }
    missed = 0
    for _ in range(1000):
        path = accumulate(luck.random() < truth for _ in range(300))
        missed += any(excluded.get((x, n), True) for n, x in enumerate(path, 1))

    assert missed <= 50


def _likely(n: int, truth: float) -> range:
    # Only near the truth can an interval hold it; what lies further is counted as missed.
    reach = 4 * (n * truth * (1 - truth)) ** 0.5 + 6
    return range(max(0, int(n * truth - reach)), min(n, int(n * truth + reach)) + 1)


@given(st.integers(1, 10**7), st.floats(0, 1), st.floats(0.5, 0.999))
@settings(max_examples=60)
def test_limits_hold_the_share_and_mirror(n, share, level):
    x = round(share * n)
    one, other = always_valid_interval(x, n, level), always_valid_interval(n - x, n, level)

    assert 0 <= one.low <= one.estimate <= one.high <= 1
    assert (1 - other.high, 1 - other.low) == pytest.approx((one.low, one.high), abs=1e-9)


def test_without_answers_there_is_a_reason():
    interval = always_valid_interval(0, 0)

    assert (interval.estimate, interval.low, interval.high) == (None, None, None)
    assert interval.reason == "no_answers"


@pytest.mark.parametrize(
    "asked",
    [
        lambda: steps(0.9, 0.95),
        lambda: steps(1, 0.9),
        lambda: sprt([], 0.95, 0.9, 0.6, 0.5),
        lambda: cusum([], 0.95, 0.9, 0),
        lambda: cusum([], 0.95, 0.9, 3.5, start=-1),
        lambda: cusum([], 0.95, 0.9, float("nan")),
        lambda: cusum_by_day([(3, 2)], 0.95, 0.9, 3.5),
        lambda: always_valid_interval(3, 2),
        lambda: always_valid_interval(-1, 2),
        lambda: always_valid_interval(1, 2, 1),
    ],
)
def test_what_cannot_be_is_refused(asked):
    with pytest.raises(ValueError, match=r"must|cannot"):
        asked()


def test_no_answer_leaves_the_level_where_watching_began():
    assert cusum([], 0.95, 0.9, 3.5).levels == ()
    assert cusum_by_day([(0, 0)], 0.95, 0.9, 3.5, start=log(2)).levels == (log(2),)
