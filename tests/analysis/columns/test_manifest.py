"""What is lacking is told to the entry; nobody gets in with what is there already."""

from sqlalchemy import delete

from analysis.columns import manifest
from analysis.columns.models import ColumnSpan
from analysis.rollup.advance import Span
from tests.analysis.ledgers import answer, overall


def test_a_hole_is_lacking_as_much_as_an_end(ledger, engine, campaign, commune):
    answer(ledger, campaign, commune, overall(*[5] * 9))
    _enter(engine, (commune.id, 0, 2), (commune.id, 2, 4), (commune.id, 4, 7))
    ledger.execute(delete(ColumnSpan).where(ColumnSpan.after == 2))
    ledger.commit()

    assert manifest.lacking(engine) == [Span(commune.id, 2, 4), Span(commune.id, 7, 9)]
    assert manifest.lacking(engine, [commune.id + 1]) == []


def test_a_span_that_overlaps_is_turned_away(ledger, engine, campaign, commune):
    answer(ledger, campaign, commune, overall(*[5] * 9))

    assert _enter(engine, (commune.id, 0, 4)) == [True]
    assert _enter(engine, (commune.id, 0, 4), (commune.id, 3, 6), (commune.id, 1, 2)) == [False] * 3
    assert _enter(engine, (commune.id, 4, 6)) == [True]


def test_a_merger_that_comes_second_is_turned_away(ledger, engine, campaign, commune):
    answer(ledger, campaign, commune, overall(*[5] * 4))
    _enter(engine, (commune.id, 0, 2), (commune.id, 2, 4))
    with engine.connect() as connection:
        ids = [file.id for file in manifest.files(connection)]
        spans = manifest.spans_of(connection, ids)

    assert spans == [Span(commune.id, 0, 4)]
    assert manifest.enter(engine, _written("both", *spans), instead_of=ids)
    assert not manifest.enter(engine, _written("again", *spans), instead_of=ids)


def test_only_the_files_that_hold_a_unit_are_read_for_it(ledger, engine, campaign, commune):
    answer(ledger, campaign, commune, overall(5, 5))
    _enter(engine, (commune.id, 0, 2))

    with engine.connect() as connection:
        assert len(manifest.files(connection, [commune.id])) == 1
        assert manifest.files(connection, [commune.id + 1]) == []


def _enter(engine, *spans):
    return [manifest.enter(engine, _written(str(span), Span(*span))) for span in spans]


def _written(name, *spans):
    rows = sum(map(len, spans))
    return manifest.Written(name, rows, rows, ("d", "e"), spans)
