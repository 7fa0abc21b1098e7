"""Ten million answers: how long a manager waits, and what a recount takes.

`python -m tests.load tenfold --answers 10000000`
"""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles

from analysis.rollup.advance import catch_up
from survey.settings import Settings
from tests.databases import SqliteDatabases
from tests.journeys.town import KEY, found_town
from tests.load import columns
from tests.load.growing import grow
from tests.load.harvest import reap
from tests.load.overview import COMMUNES, LOOKS, look, manager_of, timed
from tests.load.progress import say
from tests.load.table import Figure
from wsgi import create_app

ANSWERS = 10_000_000
COUNTED = 1_000_000
"""So many are kept and counted as they would be; the rest are these again."""


def grown(answers: int = ANSWERS) -> Iterator[Figure]:
    """Measure catch-up, overview and columns with `answers` kept."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="langnghe-load-")))
        url = stack.enter_context(SqliteDatabases(folder).fresh())
        town = found_town(url, communes=COMMUNES)
        app = create_app(Settings(folder, url, KEY, "a salt", 8000, "http://load.test"))
        manager, engine = manager_of(app, town), app.extensions["engine"]
        counted = min(answers, COUNTED)
        say(f"tenfold: writing {counted:,} answers")
        reap(engine.url.database, town, counted)
        say("  counting them")
        taken = timed(lambda: catch_up(engine))
        yield Figure(f"catch-up of {counted:,} new answers, s", f"{taken:.0f}", wanted="≤ 60")
        say(f"  making them {answers:,}")
        grow(engine, answers // counted)
        looks = [timed(lambda: look(manager)) for _ in range(LOOKS)]
        at = f"overview, {COMMUNES} communes, {answers:,} kept"
        yield Figure(f"{at}: p50, ms", f"{median(looks) * 1000:.0f}", wanted="≤ 200")
        worst = quantiles(looks, n=20)[-1]
        yield Figure(f"{at}: p95, ms", f"{worst * 1000:.0f}", wanted="≤ 200")
        yield from columns.measured(engine, folder / "columns")
        engine.dispose()
