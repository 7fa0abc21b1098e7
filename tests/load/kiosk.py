"""Weeks without a network, and then a thin line: how long a full tablet takes to send.

A real Chromium keeps 10,000 ratings, sealed, and hands them to a real server through a
proxy as thin as Fast 3G. (Chromium's own throttling passes by what a page with a service
worker fetches.)
"""

import itertools
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

from survey.db import open_engine
from tests.browser.kiosk import Tablet
from tests.browser.stand import Office
from tests.browser.way import FAST_3G, Way
from tests.databases import SqliteDatabases
from tests.journeys.town import SECRETS, found_town
from tests.live import LiveServer
from tests.load.progress import say
from tests.load.table import Figure
from tests.load.words import ANSWERS

RATINGS = int(os.environ.get("KIOSK_RATINGS", "10000"))
_TOGETHER = 500
_FILL = """async forms => {
  for (const form of forms) {
    await engine.record({kind: 'rating', form, language: 'vi', took: 31000, who: null});
  }
}"""


def drained() -> Iterator[Figure]:
    """Measure the queue's way into the ledger."""
    say(f"kiosk: {RATINGS:,} ratings from one tablet")
    with TemporaryDirectory(prefix="langnghe-load-") as folder, sync_playwright() as playwright:
        here = Path(folder)
        with SqliteDatabases(here).fresh() as url:
            town = found_town(url, communes=1, counters=1)
            with LiveServer(url, here / "ours", SECRETS) as server, Way(server.port) as way:
                engine = open_engine(url)
                office = Office(server, engine, town.counters[0][0])
                tablet = Tablet(playwright.chromium, here / "tablet", way.url).on()
                yield from _figures(tablet, way, office)
                tablet.off()
                engine.dispose()


def _figures(tablet: Tablet, way: Way, office: Office) -> Iterator[Figure]:
    tablet.enrol(*office.enrolment())
    way.mode, way.line = "cut", FAST_3G
    luck = random.Random(10)
    began = time.monotonic()
    forms = _forms(luck)
    while some := list(itertools.islice(forms, _TOGETHER)):
        tablet.page.evaluate(_FILL, some)
    each = (time.monotonic() - began) / RATINGS
    say(f"  kept in {each * 1000:.1f} ms each")
    way.carried = 0
    began = time.monotonic()
    way.mode = "open"
    tablet.drain(600)
    took = time.monotonic() - began
    kept = len(office.ledger())
    yield Figure("kiosk: a rating sealed and on the disk, ms", f"{each * 1000:.1f}")
    yield Figure("kiosk: queue sent on Fast 3G, s", f"{took:.1f}", wanted="≤ 60")
    yield Figure("kiosk: bytes up for each rating", f"{way.carried / RATINGS:.0f}")
    yield Figure("kiosk: ratings given, in the ledger", f"{RATINGS:,}", f"{kept:,}", wanted="equal")


def _forms(luck: random.Random) -> Iterator[str]:
    for _each in range(RATINGS):
        yield urlencode({code: luck.choice("123455") for code in ANSWERS})
