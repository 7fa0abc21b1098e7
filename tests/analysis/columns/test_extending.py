"""Nothing is lost and nothing is there twice, whatever is cut off, lost or done at once."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from analysis.columns import extending, shelf
from analysis.columns.extending import extend
from analysis.columns.models import ColumnFile, ColumnSpan
from analysis.columns.opening import opened
from survey.responses.models import Response
from tests.analysis.columns.killed import MOMENTS
from tests.analysis.ledgers import answer, overall
from tests.factories.places import make_commune
from tests.house.plan import ROOT


def test_only_what_is_new_is_written(ledger, engine, campaign, commune, folder):
    heard = []
    answer(ledger, campaign, commune, overall(5, 4))

    assert extend(engine, folder, heard.append) == 2
    assert extend(engine, folder, heard.append) == 0
    answer(ledger, campaign, commune, overall(3))
    assert extend(engine, folder, heard.append) == 1
    assert heard == [2, 1]
    assert _spans(ledger) == [(0, 2), (2, 3)]


def test_a_file_that_was_written_never_changes(ledger, engine, campaign, commune, folder):
    answer(ledger, campaign, commune, overall(5))
    extend(engine, folder)
    before = {path.name: path.read_bytes() for path in folder.glob("*.parquet")}
    answer(ledger, campaign, commune, overall(4))
    extend(engine, folder)

    assert len(before) == 2
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_the_manifest_knows_each_file_s_digest(ledger, engine, campaign, commune, folder):
    answer(ledger, campaign, commune, overall(5))
    extend(engine, folder)
    (file,) = ledger.scalars(select(ColumnFile))

    path = shelf.path_of(folder, file.name, "answers")
    assert file.answers_digest == shelf.digest_of(path)
    assert (file.responses, file.answers) == (1, 1)


def test_many_chains_go_into_files_of_a_few_entries(ledger, engine, campaign, folder, monkeypatch):
    monkeypatch.setattr(extending, "FILE", 3)
    places = [make_commune(ledger, name=f"Xã {n}") for n in range(4)]
    for place in places:
        answer(ledger, campaign, place, overall(1, 5))
    extend(engine, folder)

    assert len(ledger.scalars(select(ColumnFile)).all()) == 3
    assert _whole(ledger, engine, folder)


def test_files_that_the_disk_lost_are_written_again(ledger, engine, campaign, commune, folder):
    for value in (5, 4, 3):
        answer(ledger, campaign, commune, overall(value))
        extend(engine, folder)
    _first, second, _third = ledger.scalars(select(ColumnFile).order_by(ColumnFile.id)).all()
    shelf.path_of(folder, second.name, "answers").unlink()
    answer(ledger, campaign, commune, overall(2))

    assert extend(engine, folder) == 2
    assert _spans(ledger) == [(0, 1), (1, 2), (2, 3), (3, 4)]
    assert _whole(ledger, engine, folder)
    for path in folder.glob("*.parquet"):
        path.unlink()
    assert _whole(ledger, engine, folder)


def test_two_who_extend_at_once_write_nothing_twice(ledger, engine, campaign, commune, folder):
    answer(ledger, campaign, commune, overall(*range(1, 6)))

    with ThreadPoolExecutor() as both:
        written = list(both.map(lambda _n: extend(engine, folder), range(4)))

    assert sorted(written) == [0, 0, 0, 5]
    assert _whole(ledger, engine, folder)


@pytest.fixture(scope="module")
def extender():
    words = [sys.executable, "-m", "tests.analysis.columns.killed"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(words, cwd=ROOT, **pipes) as process:
        yield process
        process.stdin.close()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_process_leaves_nothing_doubled_and_nothing_out(
    ledger, engine, campaign, commune, folder, database_url, moment, extender
):
    answer(ledger, campaign, commune, overall(5, 4))
    extend(engine, folder)
    answer(ledger, campaign, commune, overall(1, 2, 3))

    print(database_url, folder, moment, file=extender.stdin, flush=True)
    assert extender.stdout.readline() == "-9\n"

    assert _whole(ledger, engine, folder)
    left = {path.name for path in folder.iterdir() if path.name not in (".writing", ".reading")}
    kept = ledger.scalars(select(ColumnFile.name)).all()
    assert left == {f"{name}-{kind}.parquet" for name in kept for kind in shelf.KINDS}


_FULL = """
import resource, sys
from pathlib import Path
from analysis.columns.extending import extend
from analysis.columns.machine import NoRoom
from survey.db import open_engine
engine = open_engine(sys.argv[1])
engine.connect().close()
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    extend(engine, Path(sys.argv[2]))
except NoRoom as full:
    print(full.errno, full)
    sys.exit(28)
"""


@pytest.mark.only_on("postgresql")
def test_a_full_disk_is_told_and_changes_nothing(
    ledger, engine, campaign, commune, folder, database_url
):
    # SQLite would find the disk full, too: here only the columns' files have no room.
    answer(ledger, campaign, commune, overall(5, 4))
    words = [sys.executable, "-c", _FULL, database_url, folder]
    full = subprocess.run(words, cwd=ROOT, check=False, capture_output=True, text=True)

    assert (full.returncode, full.stderr) == (28, "")
    assert "File too large" in full.stdout
    assert ledger.scalars(select(ColumnFile)).all() == []
    assert list(folder.glob("*.parquet")) == list(folder.glob(".draft*")) == []
    assert _whole(ledger, engine, folder)


def _spans(ledger):
    ledger.commit()
    found = select(ColumnSpan.after, ColumnSpan.last).order_by(ColumnSpan.unit_id, ColumnSpan.after)
    return [tuple(row) for row in ledger.execute(found)]


def _whole(ledger, engine, folder):
    """Whether the views hold each entry of the ledger once."""
    ledger.commit()
    asked = select(Response.unit_id, Response.position)
    there = sorted(tuple(row) for row in ledger.execute(asked))
    with opened(engine, folder) as duck:
        said = duck.sql("SELECT unit_id, position FROM responses ORDER BY ALL").fetchall()
        values = duck.sql("SELECT unit_id, position FROM answers ORDER BY ALL").fetchall()
    ledger.commit()
    return said == values == there
