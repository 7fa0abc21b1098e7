"""The page of simulations says what the sums and draws behind it say."""

from tests.simulation import verdicts
from tests.simulation.__main__ import PAGE
from tests.simulation.words import percent


def test_the_page_is_as_it_is_written_today():
    assert verdicts.section() in PAGE.read_text(encoding="utf-8")


def test_a_chance_is_never_called_none_or_certain():
    assert [percent(share) for share in (0, 0.0001, 0.5, 0.9999, 1)] == [
        "0 %",
        "< 0.1 %",
        "50.0 %",
        "> 99.9 %",
        "100 %",
    ]
