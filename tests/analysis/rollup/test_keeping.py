"""Marks move once from each position; counts are added to what is there."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select

from analysis.rollup.cells import Cell, GroupCell
from analysis.rollup.keeping import Counted, add, move, take_away
from analysis.rollup.models import DayTally, GroupTotal, Mark, MonthTotal, Tally, UnitTotal
from tests.analysis.ledgers import open_campaign
from tests.factories.places import make_commune

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def by_day(cells: dict[Cell, int]) -> Counted:
    return Counted(Counter(cells), Counter())


@pytest.fixture
def commune(ledger):
    return make_commune(ledger)


@pytest.fixture
def campaign(ledger, commune):
    return open_campaign(ledger, commune)


def test_a_mark_moves_only_from_where_it_stands(ledger, commune):
    connection = ledger.connection()

    assert move(connection, commune.id, 0, 5)
    assert not move(connection, commune.id, 0, 7)
    assert not move(connection, commune.id, 4, 7)
    assert move(connection, commune.id, 5, 7)
    assert ledger.get(Mark, commune.id).position == 7


def test_counts_are_added_to_tallies_and_totals(ledger, campaign, commune):
    other = make_commune(ledger)
    cells = by_day(
        {
            Cell(campaign.id, "overall", OCTOBER, 3, "qr", "5"): 2,
            Cell(campaign.id, "overall", NOVEMBER, 3, "qr", "5"): 4,
            Cell(campaign.id, "overall", NOVEMBER, 0, "paper", "5"): 1,
        }
    )
    for _ in range(2):
        add(ledger.connection(), {commune.id: cells, other.id: cells})

    here = {"unit_id": commune.id}
    tallies = ledger.scalars(select(Tally.n).filter_by(**here).order_by(Tally.n)).all()
    months = ledger.scalars(select(MonthTotal.n).filter_by(**here).order_by(MonthTotal.n)).all()
    assert (tallies, months) == ([2, 4, 8], [4, 10])
    assert ledger.scalars(select(UnitTotal.n).filter_by(**here)).one() == 14
    assert len(ledger.scalars(select(UnitTotal)).all()) == 2


def test_days_and_groups_are_kept_beside_the_months(ledger, campaign, commune):
    ninth = date(2026, 11, 9)
    cells = Counter({Cell(campaign.id, "q", day, 3, "qr", "5"): 2 for day in (NOVEMBER, ninth)})
    groups = Counter({GroupCell(campaign.id, "q", "Đất đai", "5"): 3})
    for _ in range(2):
        add(ledger.connection(), {commune.id: Counted(cells, groups)})
    take_away(ledger.connection(), {commune.id: Counted(Counter(), groups)})

    days = ledger.execute(select(DayTally.day, DayTally.n).order_by(DayTally.day)).all()
    assert days == [(NOVEMBER, 4), (ninth, 4)]
    found = ledger.execute(select(GroupTotal.procedure_group, GroupTotal.n)).all()
    assert found == [("Đất đai", 3)]


def test_nothing_counted_writes_nothing(ledger, campaign, commune):
    add(ledger.connection(), {commune.id: by_day({})})
    add(ledger.connection(), {})

    assert ledger.scalars(select(Tally)).all() == []


def test_what_is_taken_away_leaves_the_rest_and_no_empty_cell(ledger, campaign, commune):
    kept = Cell(campaign.id, "overall", NOVEMBER, 3, "qr", "5")
    gone = Cell(campaign.id, "overall", NOVEMBER, 3, "qr~", "1")
    add(ledger.connection(), {commune.id: by_day({kept: 5, gone: 2})})

    take_away(ledger.connection(), {commune.id: by_day({kept: 3, gone: 2})})

    assert ledger.execute(select(Tally.channel, Tally.n)).all() == [("qr", 2)]
    assert ledger.execute(select(MonthTotal.value, MonthTotal.n)).all() == [("5", 2)]
    assert ledger.execute(select(UnitTotal.value, UnitTotal.n)).all() == [("5", 2)]
