"""The silent: bounds by hand (STATISTICS §2.7), the finite verdict of §1.1."""

import pytest

from analysis.dashboard.channels import CHANNEL_NAMES
from analysis.dashboard.lines import Coverage, Line
from analysis.dashboard.silence import silent_of
from analysis.stats.proportions import Verdict
from analysis.targets.check import Promise, judge

TARGET = Promise(9500, ">=")


@pytest.fixture(autouse=True)
def _words(app):
    with app.test_request_context():
        yield


def ways(satisfied, n, channel="receipt", promise=TARGET):
    return [Line(str(CHANNEL_NAMES[channel]), judge(n, satisfied, promise), 1)]


def test_a_fifth_that_answered_leaves_nearly_everything_open():
    found = silent_of(ways(190, 200), Coverage(200, 1000, 0))

    assert found.share == 0.2
    assert (found.bounds.low, found.bounds.high) == pytest.approx((0.19, 0.99))


def test_the_finite_verdict_says_met_where_nearly_all_answered():
    """480 of 500 with N = 520: 95.6 to 96.2 %, though binomially nothing can be said."""
    (way,) = ways(480, 500)
    found = silent_of([way], Coverage(500, 520, 0))

    assert way.judgement.statistical is Verdict.CANNOT_SAY
    assert found.verdict is Verdict.MET
    assert (round(found.finite.low, 3), round(found.finite.high, 3)) == (0.956, 0.962)


def test_few_among_many_have_bounds_alone():
    found = silent_of(ways(30, 40), Coverage(40, 1000, 0))

    assert (found.finite, found.verdict) == (None, None)
    assert found.bounds.low == pytest.approx(0.03)


def test_more_ratings_than_dossiers_have_no_bounds():
    assert silent_of(ways(30, 40), Coverage(40, 30, 0)).bounds is None


@pytest.mark.parametrize(
    ("given", "coverage"),
    [
        (ways(3, 4), Coverage(4, 100, 0)),
        (ways(30, 40, "qr"), Coverage(40, 100, 0)),
        (ways(30, 40), None),
        ([], Coverage(0, 100, 0)),
    ],
)
def test_nothing_is_said_without_dossiers_or_of_too_few(given, coverage):
    assert silent_of(given, coverage) is None


def test_without_a_target_there_is_no_verdict():
    found = silent_of(ways(90, 100, promise=None), Coverage(100, 120, 0))

    assert found.finite is not None
    assert found.verdict is None
