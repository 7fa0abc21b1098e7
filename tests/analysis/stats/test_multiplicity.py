"""Adjusted p-values against R's p.adjust and Benjamini & Hochberg's own example (oracle 07)."""

import json
from pathlib import Path

import pytest

from analysis.stats.multiplicity import benjamini_hochberg, holm

ORACLE = Path(__file__).parents[2] / "oracle" / "07_change_trend" / "expected.json"
EXPECTED = json.loads(ORACLE.read_text())


@pytest.mark.parametrize("row", EXPECTED["bh_small"], ids=lambda row: str(row["p"])[:20])
def test_both_adjustments_are_r_s(row):
    as_list = {key: value if isinstance(value, list) else [value] for key, value in row.items()}

    assert benjamini_hochberg(as_list["p"]) == pytest.approx(as_list["BH"], rel=1e-6)
    assert holm(as_list["p"]) == pytest.approx(as_list["holm"], rel=1e-6)


def test_benjamini_and_hochberg_s_own_example_comes_out():
    example = EXPECTED["bh1995"]
    adjusted = benjamini_hochberg(example["p"])

    assert adjusted == pytest.approx(example["BH"], rel=1e-6)
    assert sum(p <= 0.05 for p in adjusted) == example["rejected_at_05"]


@pytest.mark.parametrize("adjust", [benjamini_hochberg, holm])
def test_the_order_given_is_kept(adjust):
    p_values = [0.04, 0.001, 1.0, 0.02]
    turned = adjust(p_values[::-1])[::-1]

    assert adjust(p_values) == turned
    assert adjust([]) == []
    assert adjust([0.3]) == [0.3]


@pytest.mark.parametrize("adjust", [benjamini_hochberg, holm])
@pytest.mark.parametrize("p", [None, float("nan"), -0.1, 1.1])
def test_a_p_value_that_is_none_is_refused(adjust, p):
    with pytest.raises(ValueError, match="between 0 and 1"):
        adjust([0.1, p])
