"""The recount names the cell, what the tallies say and what the ledger says."""

import pytest
from sqlalchemy import delete, select, update

from analysis.rollup.advance import catch_up
from analysis.rollup.cells import UnitCell
from analysis.rollup.models import Apart, DayTally, Mark, MonthTotal, Tally, UnitTotal
from analysis.rollup.recount import Difference, Stood, compare, counted_so_far, differences
from tests.analysis.ledgers import answer, open_campaign, overall, rule
from tests.factories.places import make_commune


@pytest.fixture
def commune(ledger):
    return make_commune(ledger)


@pytest.fixture
def campaign(ledger, commune):
    campaign = open_campaign(ledger, commune)
    answer(ledger, campaign, commune, overall(5, 5, 4))
    catch_up(ledger)
    return campaign


def test_whole_tallies_agree_with_the_ledger(engine, campaign):
    heard = []

    assert list(differences(engine, heard.append)) == []
    assert sum(heard) == counted_so_far(engine) == 3


def test_answers_not_yet_counted_are_no_difference(ledger, engine, campaign, commune):
    answer(ledger, campaign, commune, overall(1))

    assert list(differences(engine)) == []


def test_an_altered_total_is_named(ledger, engine, campaign, commune):
    ledger.execute(update(UnitTotal).where(UnitTotal.value == "5").values(n=9))
    ledger.commit()

    cell = UnitCell(campaign.id, "overall", "5")
    assert list(differences(engine)) == [Difference(commune.id, cell, 9, 2)]


@pytest.mark.parametrize("table", [DayTally, Tally, MonthTotal, UnitTotal])
def test_a_tally_that_went_missing_is_found(ledger, engine, campaign, table):
    ledger.execute(delete(table).where(table.value == "4"))
    ledger.commit()

    (found,) = differences(engine)
    assert (found.tallied, found.counted) == (0, 1)


def test_a_mark_beyond_the_chain_s_end_comes_to_an_end(ledger, engine, campaign):
    ledger.execute(update(Mark).values(position=50))
    ledger.commit()

    assert list(differences(engine)) == []


def test_only_cells_that_differ_are_told():
    assert list(compare(7, {"a": 1, "b": 2}, {"a": 1, "c": 3})) == [
        Difference(7, "b", 2, 0),
        Difference(7, "c", 0, 3),
    ]


def test_answers_of_every_kind_agree_with_the_ledger(ledger, engine, campaign, commune):
    given = {"why": ["waited", "x" * 60], "m": {"a": 4, "b": "~refused"}, "day": "2026-11-21"}
    answer(ledger, campaign, commune, [given, {"online": "~dont_know"}], words={"comment": "Chậm"})
    catch_up(ledger)

    assert list(differences(engine)) == []
    kept = set(ledger.scalars(select(UnitTotal.value).where(UnitTotal.question == "why")))
    assert kept == {"~answered", "waited", "~illegible"}


def test_what_was_ruled_agrees_before_and_after_it_is_applied(ledger, engine, campaign, commune):
    held = answer(ledger, campaign, commune, overall(1, 1), flags=["held", "burst"])
    catch_up(ledger)
    rule(ledger, held[:1], counts=True)

    assert list(differences(engine)) == []
    catch_up(ledger)
    assert list(differences(engine)) == []


def test_an_answer_set_apart_by_hand_is_named(ledger, engine, campaign, commune):
    (held,) = answer(ledger, campaign, commune, overall(1), flags=["held"])
    catch_up(ledger)
    ledger.execute(update(Apart).values(standing="in"))
    ledger.commit()

    assert list(differences(engine)) == [
        Difference(commune.id, Stood(held, "in"), 1, 0),
        Difference(commune.id, Stood(held, "waiting"), 0, 1),
    ]
