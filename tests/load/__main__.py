"""`python -m tests.load`: measure, and print one table at the end.

Figures can be named (`python -m tests.load rates page`); none is judged by the clock,
so a slow machine prints slow figures and nothing fails.
"""

import argparse
import shutil
import time
from collections.abc import Callable, Iterator
from itertools import chain

from tests.conftest import CHROMIUM
from tests.load import (
    again,
    columns,
    design,
    dossiers,
    draw,
    fairness,
    kiosk,
    letters,
    memory,
    overview,
    page,
    posters,
    questionnaires,
    rates,
    sync,
    tenfold,
    verdicts,
    weighted,
)
from tests.load.progress import say
from tests.load.table import Figure, drawn
from tests.postgres import NoPostgres, binaries

MEASURED: dict[str, Callable[[], Iterator[Figure]]] = {
    "page": lambda: page.fetched() if shutil.which(CHROMIUM) else _missing("page: no Chromium"),
    "rates": lambda: chain(rates.asked(), rates.kept("sqlite"), _kept_on_postgresql()),
    "kiosk": lambda: kiosk.drained() if shutil.which(CHROMIUM) else _missing("kiosk: no Chromium"),
    "memory": memory.weighed,
    "questionnaires": questionnaires.written,
    "overview": overview.looked,
    "dossiers": dossiers.taken,
    "draw": draw.timed,
    "letters": letters.queued,
    "posters": posters.printed,
    "fairness": fairness.turned_away,
    "sync": sync.drained,
    "again": again.sent_again,
    "design": design.estimated,
    "verdicts": verdicts.judged,
    "weighted": weighted.weighed,
    "columns": columns.counted,
    "tenfold": tenfold.grown,
}


def _kept_on_postgresql() -> Iterator[Figure]:
    try:
        binaries()
    except NoPostgres as reason:
        return _missing(f"keep: {reason}")
    return rates.kept("postgresql")


def _missing(what: str) -> Iterator[Figure]:
    return iter([Figure(what, "not measured")])


def main() -> None:
    """Measure what was asked for, or everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    words = f"{', '.join(MEASURED)}; all of them when none is named"
    parser.add_argument("figures", nargs="*", choices=[*MEASURED, []], metavar="FIGURE", help=words)
    words = "how many the figure tenfold keeps"
    parser.add_argument("--answers", type=int, default=tenfold.ANSWERS, metavar="N", help=words)
    asked = parser.parse_args()
    measured = MEASURED | {"tenfold": lambda: tenfold.grown(asked.answers)}
    began = time.monotonic()
    figures = [figure for name in asked.figures or MEASURED for figure in measured[name]()]
    say(f"measured in {time.monotonic() - began:.0f} s")
    print(drawn(figures))


if __name__ == "__main__":
    main()
