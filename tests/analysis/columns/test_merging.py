"""Many small files become one; whoever reads meanwhile reads on."""

from types import SimpleNamespace

from sqlalchemy import select

from analysis.columns import merging
from analysis.columns.extending import extend
from analysis.columns.models import ColumnFile, ColumnSpan
from analysis.columns.opening import opened
from tests.analysis.ledgers import answer, overall
from tests.factories.places import make_commune


def test_small_files_become_one_with_their_spans_in_one_piece(
    ledger, engine, campaign, commune, folder, monkeypatch
):
    monkeypatch.setattr(merging, "MANY", 3)
    other = make_commune(ledger, name="Xã Bên Cạnh")
    for place, value in ((commune, 5), (other, 4), (commune, 3)):
        answer(ledger, campaign, place, overall(value))
        extend(engine, folder)
    ledger.commit()

    (file,) = ledger.scalars(select(ColumnFile))
    assert (file.responses, file.answers) == (3, 3)
    found = select(ColumnSpan.unit_id, ColumnSpan.after, ColumnSpan.last)
    assert sorted(map(tuple, ledger.execute(found))) == [(commune.id, 0, 2), (other.id, 0, 1)]
    assert len(list(folder.glob("*.parquet"))) == 2
    with opened(engine, folder) as duck:
        rows = duck.sql("SELECT unit_id, position, value FROM answers ORDER BY ALL").fetchall()
    assert rows == [(commune.id, 1, "5"), (commune.id, 2, "3"), (other.id, 1, "4")]


def test_whoever_has_the_columns_open_reads_on_while_they_are_merged(
    ledger, engine, campaign, commune, folder, monkeypatch
):
    monkeypatch.setattr(merging, "MANY", 2)
    answer(ledger, campaign, commune, overall(5))
    with opened(engine, folder) as duck:
        answer(ledger, campaign, commune, overall(4))
        extend(engine, folder)
        assert duck.sql("SELECT value FROM answers").fetchall() == [("5",)]
        assert len(list(folder.glob("*.parquet"))) == 6

    extend(engine, folder)
    assert len(list(folder.glob("*.parquet"))) == 2


def test_files_are_put_together_until_they_make_a_big_one(monkeypatch):
    monkeypatch.setattr(merging, "BIG", 10)
    small = [SimpleNamespace(responses=n) for n in (6, 6, 1, 2, 9, 5)]

    parts = [[file.responses for file in several] for several in merging.together(small)]
    assert parts == [[6, 6], [1, 2, 9]]
