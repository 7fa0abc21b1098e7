"""Totals of a census beside a sample: what R would rake to without a word."""

import numpy as np

from analysis.samples.fitting import Fault, Misfit, misfits, unequal
from analysis.samples.gathered import Gathered

HAND = {"sex": {"F": 40.0, "M": 40.0}, "age": {"o": 44.0, "y": 36.0}}


def sample(**labels: str) -> Gathered:
    held = {name: np.array(list(of)) for name, of in labels.items()}
    n = len(next(iter(held.values())))
    nothing = (None,) * 5
    return Gathered(np.ones(n), np.ones(n, bool), *nothing, np.ones(n, int), held, {})


def test_totals_that_fit_have_no_fault():
    assert misfits(sample(sex="FFMM", age="oyoy"), HAND) == []


def test_sums_that_differ_are_told_with_both_numbers():
    # The oracle's third: R rakes to 80 and to 90 alike.
    odd = HAND | {"age": {"o": 50.0, "y": 40.0}}
    assert list(unequal(odd)) == [Fault(Misfit.UNEQUAL, "age", ("sex",), (90.0, 80.0))]


def test_sums_that_differ_by_rounding_are_the_same():
    assert list(unequal({"sex": {"F": 5786331.0}, "age": {"o": 5786331.012}})) == []


def test_whoever_says_nothing_is_counted():
    found = misfits(sample(sex=["F", "M", "", ""]), {"sex": {"F": 1.0, "M": 1.0}})
    assert found == [Fault(Misfit.NO_LABEL, "sex", n=2)]


def test_those_out_of_the_estimate_need_no_total():
    whole = sample(sex="FMX")
    out = Gathered(
        whole.weights, np.array([True, True, False]), *(None,) * 5, whole.units, whole.labels, {}
    )
    assert misfits(out, {"sex": {"F": 1.0, "M": 1.0}}) == []
