"""What is frozen is read back as it was, to the last digit."""

import pytest

from analysis.samples.estimating import estimated
from analysis.samples.results import read, written
from analysis.samples.telling import weighted
from analysis.stats.proportions import Verdict
from analysis.targets.check import Promise
from tests.analysis.samples.test_estimating import survey

PROMISE = Promise(8500, ">", "Kế hoạch")


def told(**how):
    totals = {"sex": {"F": 40.0, "z": 1.0}}
    given = {"question": "overall", "promise": PROMISE, "hidden": {}, "fewest": 10}
    given |= {"aside": {"waiting": 3}, "unweighted": 1}
    return weighted(estimated(survey(), totals, "overall"), **given | how)


def test_a_result_is_read_back_as_it_was_written():
    found = told()
    assert found.faults
    assert read(written(found)) == found


def test_limits_on_both_sides_of_the_target_say_nothing_and_the_share_is_below():
    found = told()
    assert found.line.verdict is Verdict.CANNOT_SAY
    assert found.official is Verdict.NOT_MET


@pytest.mark.parametrize(("points", "verdict"), [(8000, Verdict.MET), (9000, Verdict.NOT_MET)])
def test_limits_on_one_side_are_a_verdict(points, verdict):
    found = told(promise=Promise(points))
    assert (found.line.verdict, found.official) == (verdict, verdict)


def test_a_hidden_part_has_no_number_at_all():
    found = told(hidden={"label:sex": frozenset({"F"})})
    line = next(each for each in found.parts["label:sex"] if each.name == "F")
    assert line.is_hidden
    assert (line.n, line.satisfied, line.best, line.verdict) == (None,) * 4
    assert "label:sex" in found.parts


def test_where_all_are_too_few_nothing_is_told():
    found = told(fewest=10_000)
    assert found.line.is_hidden
    assert (found.official, found.parts) == (None, {})
