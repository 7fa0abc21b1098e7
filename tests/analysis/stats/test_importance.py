"""Where a part stands, and whether its interval says so."""

import pytest

from analysis.stats.estimate import Estimate
from analysis.stats.importance import Quadrant, equal_share, quadrant, stands_clear


@pytest.mark.parametrize(
    ("importance", "level", "expected"),
    [
        (0.3, 0.7, Quadrant.FIX_FIRST),
        (0.3, 0.96, Quadrant.KEEP),
        (0.1, 0.7, Quadrant.LATER),
        (0.1, 0.96, Quadrant.ENOUGH),
        (0.2, 0.95, Quadrant.KEEP),
    ],
)
def test_a_part_stands_where_importance_and_level_put_it(importance, level, expected):
    assert quadrant(importance, level, line=0.2, target=0.95) is expected


def test_a_share_stands_clear_when_its_interval_does_not_hold_the_line():
    assert stands_clear(Estimate(0.3, 0.25, 0.35, 420, "m"), 0.2)
    assert not stands_clear(Estimate(0.3, 0.15, 0.35, 420, "m"), 0.2)
    assert not stands_clear(Estimate(0.3, None, None, 420, "m"), 0.2)


def test_without_drivers_there_is_no_equal_share():
    assert equal_share([]) is None
