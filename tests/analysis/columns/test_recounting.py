"""The recount from the columns finds what the recount from the ledger finds."""

import pytest
from sqlalchemy import delete, update

from analysis.columns.extending import extend
from analysis.columns.recounting import altered, differences
from analysis.rollup import recount
from analysis.rollup.advance import catch_up
from analysis.rollup.cells import Cell, CounterCell, GroupCell, MonthCell, UnitCell
from analysis.rollup.models import Apart, DayTally, GroupTotal, MonthTotal, Tally, UnitTotal
from analysis.rollup.recount import Difference, Stood
from survey.responses.ballot import Ballot
from survey.responses.store import keep
from tests.analysis.ledgers import DAY, answer, rule
from tests.factories.places import make_counter

CELLS = {Cell, CounterCell, GroupCell, MonthCell, UnitCell}
GIVEN = [
    {"overall": 4, "why": ["waited", "x" * 60], "m": {"a": 4, "b": "~refused", "c" * 60: 2}},
    {"overall": 2, "day": "2026-11-21", "online": "~dont_know"},
    {"overall": True},
    {},
]


@pytest.fixture
def counted(ledger, engine, campaign, commune):
    """A ledger with answers of every kind, held and ruled ones among them, in the tallies."""
    desk = make_counter(ledger, commune)
    answer(ledger, campaign, commune, GIVEN, words={"comment": "Chậm", "why": "Khác"})
    answer(ledger, campaign, commune, GIVEN, counter_id=desk.id, day=DAY.replace(day=1))
    answer(ledger, campaign, commune, GIVEN, channel="kiosk", day=DAY.replace(month=1))
    held = answer(ledger, campaign, commune, GIVEN, flags=["held", "burst"])
    answer(ledger, campaign, commune, GIVEN, flags=["late"])
    _with_a_dossier(ledger, campaign, commune)
    rule(ledger, held[:2], counts=True)
    catch_up(ledger)
    return campaign


def test_answers_of_every_kind_agree_with_the_tallies(engine, counted, folder):
    assert list(recount.differences(engine)) == []
    assert list(differences(engine, folder)) == []


def test_answers_and_rulings_that_came_since_agree_too(ledger, engine, counted, commune, folder):
    assert list(differences(engine, folder)) == []
    more = answer(ledger, counted, commune, GIVEN, flags=["held"])
    rule(ledger, more[1:], counts=True)

    assert list(differences(engine, folder)) == []


def test_an_altered_total_is_named(ledger, engine, counted, commune, folder):
    ledger.execute(update(UnitTotal).where(UnitTotal.value == "4").values(n=9))
    ledger.commit()

    found = list(differences(engine, folder))
    cell = UnitCell(counted.id, "overall", "4")
    assert Difference(commune.id, cell, 9, 4) in found
    assert found == list(recount.differences(engine))


def test_tallies_that_went_missing_are_found_in_every_table(ledger, engine, counted, folder):
    for table in (DayTally, Tally, MonthTotal, UnitTotal, GroupTotal):
        ledger.execute(delete(table).where(table.question == "overall"))
    ledger.commit()

    found = list(differences(engine, folder))
    assert {type(each.cell) for each in found} == CELLS
    assert {(each.tallied, each.cell.question) for each in found} == {(0, "overall")}


def test_an_answer_put_out_by_hand_moves_its_cells(ledger, engine, counted, folder):
    ledger.execute(update(Apart).where(Apart.standing == "in").values(standing="out"))
    ledger.commit()

    cells = [each.cell for each in differences(engine, folder)]
    assert {cell.channel for cell in cells if isinstance(cell, Cell)} == {"qr", "qr~"}
    assert not any(isinstance(cell, Stood) for cell in cells)


def test_a_file_that_somebody_altered_is_named(engine, counted, folder):
    extend(engine, folder)
    assert altered(engine, folder) == []
    (path,) = folder.glob("*-answers.parquet")
    path.write_bytes(path.read_bytes()[:-1] + b"!")

    assert altered(engine, folder) == [path.name]


def _with_a_dossier(ledger, campaign, commune):
    for number, (flags, group) in enumerate([((), "Đất đai"), (("held",), "Hộ tịch")]):
        ballot = Ballot(
            id=f"{number:032x}",
            campaign_id=campaign.id,
            unit_id=commune.id,
            counter_id=None,
            questionnaire="dossier",
            version=1,
            language="vi",
            channel="receipt",
            day=DAY,
            minute=None,
            answers={"overall": 5, "why": ["waited"]},
            flags=frozenset(flags),
            procedure_group=group,
        )
        keep(ledger.connection(), [ballot])
    ledger.commit()
