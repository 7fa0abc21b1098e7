"""A million dossiers from a sheet into the database, beside DuckDB and a bare insert."""

import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

from sqlalchemy.orm import Session

from survey.dossiers.importing import Sender, import_rows
from survey.settings import Settings
from survey.sheets import rows_in
from tests.conftest import DATABASES
from tests.databases import SqliteDatabases, postgres_databases
from tests.factories.places import make_commune, make_province
from tests.load.progress import say
from tests.load.table import Figure
from tests.postgres import NoPostgres

MANY = 1_000_000
COMMUNES = 168
GROUPS = ("Đất đai", "Hộ tịch", "Chứng thực", "Đăng ký kinh doanh", "Xây dựng", "Lao động")
BAD_LINE = MANY // 2


def taken() -> Iterator[Figure]:
    """Import the same sheet on both databases."""
    with tempfile.TemporaryDirectory(prefix="langnghe-dossiers-") as folder:
        sheet = Path(folder) / "ho-so.csv"
        say("writing a sheet of a million dossiers")
        _write(sheet)
        yardstick = f"DuckDB {_duckdb(sheet):.0f}, bare SQLite {_bare(sheet, Path(folder)):.0f}"
        for kind in DATABASES:
            yield from _imported(kind, sheet, Path(folder), yardstick)


def _write(sheet: Path) -> None:
    luck, last = Random(4), date.today()
    with sheet.open("w", encoding="utf-8") as file:
        file.write("Mã hồ sơ,Mã đơn vị tiếp nhận,Lĩnh vực,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả\n")
        for number in range(MANY):
            received = last - timedelta(days=30 + (MANY - number) * 300 // MANY)
            done = received + timedelta(days=luck.randrange(1, 25))
            day = "31/02/2026" if number == BAD_LINE else f"{received:%d/%m/%Y}"
            file.write(
                f"H21.{number:07},{10_000 + luck.randrange(COMMUNES):05},{luck.choice(GROUPS)},"
                f"{day},{received + timedelta(days=15):%d/%m/%Y},{done:%d/%m/%Y}\n"
            )


def _imported(kind: str, sheet: Path, folder: Path, yardstick: str) -> Iterator[Figure]:
    from wsgi import create_app

    say(f"importing on {kind}")
    try:
        with _database(kind, folder) as url:
            var = folder / f"var-{kind}"
            var.mkdir()
            app = create_app(Settings(var, url, "k", "s", 8000, "http://load.test"))
            with app.app_context(), Session(app.extensions["engine"]) as session:
                province = make_province(session)
                for number in range(COMMUNES):
                    make_commune(session, province, f"Xã {number}", f"{10_000 + number:05}")
                session.commit()
                yield from _measured(kind, session, sheet, yardstick)
    except NoPostgres as reason:
        yield Figure(f"dossiers on {kind}", f"not measured: {reason}")


def _measured(kind: str, session: Session, sheet: Path, yardstick: str) -> Iterator[Figure]:
    told: list[object] = []
    for what, wanted in (("new", "≤ 120"), ("the same again", "≤ 120")):
        began = time.monotonic()
        tally, _ = import_rows(session, rows_in(sheet, sheet.name), Sender("load"), told.append)
        spent = time.monotonic() - began
        name = (
            f"{tally.taken + tally.unchanged} dossiers on {kind}, {what}, {tally.refused} told, s"
        )
        yield Figure(name, f"{spent:.0f}", yardstick, "–", wanted)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Figure(f"memory at most after {kind}, MB", f"{peak:.0f}", "–", "–", "≤ 300")


def _database(kind: str, folder: Path):
    if kind == "sqlite":
        return SqliteDatabases(folder).fresh()
    return _on_postgres()


def _on_postgres():
    from contextlib import contextmanager

    @contextmanager
    def lend() -> Iterator[str]:
        with postgres_databases() as databases, databases.fresh() as url:
            yield url

    return lend()


def _duckdb(sheet: Path) -> float:
    try:
        import duckdb
    except ImportError:
        return float("nan")
    began = time.monotonic()
    with duckdb.connect() as memory:
        memory.execute(f"CREATE TABLE d AS SELECT * FROM read_csv('{sheet}', all_varchar=true)")
    return time.monotonic() - began


def _bare(sheet: Path, folder: Path) -> float:
    """Split, hash and insert, and nothing else: no rule is looked at, nothing is counted."""
    began = time.monotonic()
    with sqlite3.connect(folder / "bare.db") as bare, sheet.open(encoding="utf-8") as file:
        bare.execute("PRAGMA journal_mode=WAL")
        bare.execute("CREATE TABLE d (id INTEGER PRIMARY KEY, h BLOB UNIQUE, u, g, r, e, n)")
        next(file)
        rows = (line.rstrip("\n").split(",") for line in file)
        bare.executemany(
            "INSERT INTO d (h, u, g, r, e, n) VALUES (?, ?, ?, ?, ?, ?)",
            ((sha256(code.encode()).digest()[:16], *rest) for code, *rest in rows),
        )
    bare.close()
    return time.monotonic() - began
