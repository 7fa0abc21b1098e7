"""Entries of the ledger become columns, however many chains they come from."""

import json

from analysis.columns import machine, shelf, writing
from analysis.rollup.advance import Span
from tests.analysis.ledgers import answer, overall
from tests.factories.places import make_commune


def test_a_country_s_chains_are_read_in_one_go(engine, folder):
    # More than either database takes in one condition; there is nothing in these chains.
    spans = [Span(unit_id, 0, 1) for unit_id in range(10_000, 15_000)]
    heard = []
    with shelf.writing(folder), machine.started(folder) as duck:
        written = writing.write(engine, folder, duck, spans, heard.append)

    assert (written.responses, written.answers, sum(heard)) == (0, 0, 5000)
    assert shelf.is_there(folder, written.name)


def test_only_the_entries_of_the_spans_are_written(ledger, engine, campaign, commune, folder):
    other = make_commune(ledger, name="Xã Bên Cạnh")
    answer(ledger, campaign, commune, overall(1, 2, 3, 4))
    answer(ledger, campaign, other, overall(5, 5))
    spans = [Span(commune.id, 1, 3), Span(other.id, 0, 1)]

    with shelf.writing(folder), machine.started(folder) as duck:
        written = writing.write(engine, folder, duck, spans, lambda _n: None)
        path = machine.quoted(shelf.path_of(folder, written.name, "answers"))
        found = duck.sql(f"SELECT unit_id, position, value FROM {path} ORDER BY ALL").fetchall()

    assert found == [(commune.id, 2, "2"), (commune.id, 3, "3"), (other.id, 1, "5")]
    assert (written.responses, written.answers) == (3, 3)


def test_the_file_itself_holds_nothing_that_leads_to_a_person(
    ledger, engine, campaign, commune, folder
):
    given = [{"overall": 1, "why": ["waited"]}]
    (own,) = answer(ledger, campaign, commune, given, words={"comment": "Tên tôi là Bình"})
    with shelf.writing(folder), machine.started(folder) as duck:
        written = writing.write(engine, folder, duck, [Span(commune.id, 0, 1)], lambda _n: None)
        paths = [machine.quoted(shelf.path_of(folder, written.name, kind)) for kind in shelf.KINDS]
        held = json.dumps([duck.sql(f"FROM {path}").fetchall() for path in paths], default=str)

    assert "waited" in held
    assert own not in held
    assert "Bình" not in held
