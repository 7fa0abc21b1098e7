"""A recount from the columns, beside DuckDB's own bare scan-and-count and pandas.

Each counts in a process of its own, so that its memory is its own: `python -m
tests.load.columns HOW URL FOLDER`.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from sqlalchemy.engine import Engine

from analysis.columns.extending import extend
from analysis.columns.opening import opened
from analysis.columns.recounting import CELLS, load_marks
from analysis.rollup.advance import catch_up
from survey.db import open_engine
from tests.databases import SqliteDatabases
from tests.journeys.town import found_town
from tests.live import ROOT
from tests.load.harvest import reap
from tests.load.progress import say
from tests.load.table import Figure, times

RESPONSES = 1_400_000
"""So many give about ten million answers to questions."""

COMMUNES = 135
TIMES = 3
_CELL = "unit_id, campaign_id, question, day, counter_id, channel, value"
_MOST_FOR_PANDAS = 20_000_000


def counted() -> Iterator[Figure]:
    """Measure on a harvest of our own."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="langnghe-load-")))
        url = stack.enter_context(SqliteDatabases(folder).fresh())
        town = found_town(url, communes=COMMUNES)
        engine = open_engine(url)
        say(f"columns: writing and counting {RESPONSES:,} responses")
        reap(engine.url.database, town, RESPONSES)
        catch_up(engine)
        yield from measured(engine, folder / "columns")
        engine.dispose()


def measured(engine: Engine, folder: Path) -> Iterator[Figure]:
    """Measure the columns of what `engine` keeps."""
    say("  writing columns")
    began = time.perf_counter()
    responses = extend(engine, folder)
    spent = time.perf_counter() - began
    yield Figure(f"columns of {responses:,} responses, /s", f"{responses / spent:,.0f}")
    size = sum(path.stat().st_size for path in folder.glob("*.parquet")) / 2**20
    yield Figure("  their files, MB", f"{size:,.0f}")
    with opened(engine, folder) as duck:
        answers = duck.sql("SELECT count(*) FROM answers").fetchall()[0][0]
    ours, bare = _told("ours", engine, folder), _told("bare", engine, folder)
    at = f"recount of {answers:,} answers, {ours[1]:,.0f} cells"
    seconds = f"{bare[0]:.1f} (bare DuckDB)"
    yield Figure(f"{at}: s", f"{ours[0]:.1f}", seconds, times(ours[0], bare[0]), "≤ 3")
    yield Figure("  memory at most, MB", f"{ours[2]:.0f}", f"{bare[2]:.0f} (bare DuckDB)")
    if answers <= _MOST_FOR_PANDAS:
        pandas = _told("pandas", engine, folder)
        seconds = f"{pandas[0]:.1f} (pandas, {pandas[2]:.0f} MB)"
        yield Figure(f"{at}: s", f"{ours[0]:.1f}", seconds, times(ours[0], pandas[0]))


def _told(how: str, engine: Engine, folder: Path) -> list[float]:
    say(f"  counting: {how}")
    url = engine.url.render_as_string(hide_password=False)
    words = [sys.executable, "-m", "tests.load.columns", how, url, folder]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    return [float(each) for each in done.stdout.split()]


def _ours(engine: Engine, folder: Path) -> int:
    with opened(engine, folder) as duck:
        with engine.connect() as connection:
            load_marks(duck, connection)
        duck.execute(f"CREATE TEMP TABLE cells AS {CELLS}")
        return duck.sql("SELECT count(*) FROM cells").fetchall()[0][0]


def _bare(_engine: Engine, folder: Path) -> int:
    import duckdb

    duck = duckdb.connect()
    source = f"read_parquet('{folder}/*-answers.parquet')"
    duck.execute(
        f"CREATE TEMP TABLE cells AS SELECT {_CELL}, count(*) AS n FROM {source} GROUP BY ALL"
    )
    return duck.sql("SELECT count(*) FROM cells").fetchall()[0][0]


def _pandas(_engine: Engine, folder: Path) -> int:
    import duckdb

    duck = duckdb.connect()
    frame = duck.sql(f"SELECT {_CELL} FROM read_parquet('{folder}/*-answers.parquet')").df()
    return len(frame.groupby(_CELL.split(", "), sort=False, observed=True).size())


HOW: dict[str, Callable[[Engine, Path], int]] = {"ours": _ours, "bare": _bare, "pandas": _pandas}


def _main(how: str, url: str, folder: str) -> None:
    engine, spent, cells = open_engine(url), [], 0
    for _time in range(TIMES if how != "pandas" else 1):
        began = time.perf_counter()
        cells = HOW[how](engine, Path(folder))
        spent.append(time.perf_counter() - began)
    print(median(spent), cells, _peak())


def _peak() -> float:
    """Return the most memory this process has had; `ru_maxrss` would begin with its parent's."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    _main(*sys.argv[1:])
