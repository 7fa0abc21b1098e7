"""AAPOR's rates by hand: 100 cases, of which the arithmetic stands beside each number.

I = 40, P = 10, R = 15, NC = 10, O = 5, UH = 8, UO = 2, not eligible = 10.
Eligible: 40 + 10 + 15 + 10 + 5 = 80; unknown: 10; e = 80 / (80 + 10) = 8/9.
Below the line: 90 with all unknown, 80 + 8/9 · 10 = 800/9 with some, 80 with none.
"""

import pytest

from survey.fieldwork.dispositions import Disposition
from survey.fieldwork.rates import Ends, ends_of, rates_of

BY_HAND = Ends(
    complete=40,
    partial=10,
    refusal=15,
    non_contact=10,
    other=5,
    unknown_household=8,
    unknown_other=2,
    not_eligible=10,
)


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("response", "RR1", 40 / 90),
        ("response", "RR2", 50 / 90),
        ("response", "RR3", 0.45),  # 40 · 9/800
        ("response", "RR4", 0.5625),  # 50 · 9/800
        ("response", "RR5", 0.5),
        ("response", "RR6", 0.625),
        ("cooperation", "COOP1", 40 / 70),
        ("cooperation", "COOP2", 50 / 70),
        ("cooperation", "COOP3", 40 / 65),
        ("cooperation", "COOP4", 50 / 65),
        ("refusal", "REF1", 15 / 90),
        ("refusal", "REF2", 0.16875),  # 15 · 9/800
        ("refusal", "REF3", 0.1875),
        ("contact", "CON1", 70 / 90),
        ("contact", "CON2", 0.7875),  # 70 · 9/800
        ("contact", "CON3", 0.875),
    ],
)
def test_each_rate_is_as_by_hand(kind, name, expected):
    found = getattr(rates_of(BY_HAND, 100), kind)
    assert found[name] == pytest.approx(expected, abs=1e-12)


def test_the_share_eligible_is_that_of_the_known():
    assert rates_of(BY_HAND, 100).e == pytest.approx(8 / 9)


def test_weights_are_summed_in_the_place_of_cases():
    # 12.5 + 12.5 complete, 25 refused, 50 unknown: RR1 = 25/100, RR5 = 25/50, e = 1.
    ends = ends_of(
        [
            (Disposition.COMPLETE, 12.5),
            (Disposition.COMPLETE, 12.5),
            (Disposition.REFUSAL, 25.0),
            (Disposition.UNKNOWN_HOUSEHOLD, 50.0),
        ]
    )
    rates = rates_of(ends, 4)
    assert (rates.response["RR1"], rates.response["RR5"], rates.e) == (0.25, 0.5, 1.0)
    assert rates.response["RR3"] == rates.response["RR1"]


def test_no_common_language_is_an_other_reason():
    ends = ends_of([(Disposition.LANGUAGE, 1), (Disposition.OTHER, 1)])
    assert ends == Ends(other=2)


def test_of_nobody_nothing_is_said():
    rates = rates_of(Ends(), 0)
    said = [rates.response, rates.cooperation, rates.refusal, rates.contact]
    assert rates.e is None
    assert {rate for each in said for rate in each.values()} == {None}


def test_where_all_are_unknown_only_what_counts_them_is_said():
    rates = rates_of(Ends(unknown_household=5), 5)
    assert rates.response == {
        "RR1": 0, "RR2": 0, "RR3": None, "RR4": None, "RR5": None, "RR6": None,
    }  # fmt: skip
