"""A screen over a town of honest counters, and over one with frauds among them."""

from random import Random

from analysis.integrity.signs.kinds import KINDS
from analysis.integrity.signs.observed import Observed, OfficeHours
from analysis.integrity.signs.screen import RATE, adjusted, screened
from analysis.integrity.signs.sign import Sign, silent
from tests.simulation.counters import honest, observed
from tests.simulation.planted import FRAUDS


def test_honest_counters_stay_silent_and_planted_ones_show():
    random = Random(11)
    town = [honest(random) for _ in range(24)]
    FRAUDS["stuffed within minutes"](random, town[3], 2)
    FRAUDS["script, evenly"](random, town[9], 2)

    out = {
        found.place
        for found in screened([observed(c) for c in town], OfficeHours())
        if found.stands_out
    }

    assert out == {3, 9}


def test_chances_are_adjusted_over_the_whole_screen_and_silence_is_kept():
    signs = [(0, Sign("burst", 0.004, False, {}, 30)), (1, silent("burst", 3, "few_answers"))]
    first, second = adjusted(signs)
    assert (first.adjusted, first.stands_out) == (0.004, RATE >= 0.004)
    assert (second.adjusted, second.stands_out) == (None, False)
    many = [(n, Sign("burst", 0.004 if n == 0 else 0.9, False, {}, 30)) for n in range(10)]
    assert adjusted(many)[0].adjusted == 0.04


def test_what_is_exact_needs_no_chance():
    (found,) = adjusted([(0, Sign("chain_break", None, True, {}, 5, is_there=True))])
    assert found.stands_out


def test_every_sign_has_its_own_name_and_bears_an_empty_place():
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert screened([], OfficeHours()) == []
    assert screened([Observed({})] * 3, OfficeHours()) == []
