"""How fast a tablet that was away for weeks hands over its queue.

Ten thousand ratings in batches of a thousand to a server of its own; then all of it nine
times more, shuffled: the ledger holds ten thousand, and every reply the same receipts.
"""

import random
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.db import open_engine
from survey.responses.models import Response
from tests.databases import SqliteDatabases
from tests.factories.devices import Tablet
from tests.journeys.test_kiosk_killed import enrolled
from tests.journeys.town import SECRETS, found_town
from tests.live import LiveServer
from tests.load.progress import say
from tests.load.table import Figure

RATINGS = 10_000
TIMES = 10
_BATCH = 1_000


def drained() -> Iterator[Figure]:
    """Measure one tablet's ten thousand, and the same nine times more."""
    say("syncing")
    with tempfile.TemporaryDirectory() as folder:
        databases = SqliteDatabases(Path(folder))
        with databases.fresh() as url:
            town = found_town(url)
            with LiveServer(url, Path(folder) / "var", SECRETS) as server:
                (tablet,) = enrolled(server, town, 1)
                yield from _measured(tablet, url)


def _measured(tablet: Tablet, url: str) -> Iterator[Figure]:
    for _ in range(RATINGS):
        tablet.rate({"overall": 4, "comment": "Cán bộ hướng dẫn tận tình, dễ hiểu"})
        tablet.passes(40)
    entries = list(tablet.queue)
    size = sum(len(entry["b"]) + 250 for entry in entries)
    receipts: dict[str, set[str]] = {}
    took = _sent(tablet, entries, receipts)
    yield Figure(
        "sync: 10,000 ratings of one tablet, kept/s", f"{RATINGS / took:.0f}", wanted="≥ 167"
    )
    say(f"  {size / 1e6:.1f} MB as JSON, {took:.1f} s")
    again = _at_once(tablet, entries, receipts)
    known = RATINGS * (TIMES - 1) / again
    name = f"sync: the same {TIMES - 1} times more, shuffled, {TIMES - 1} at once, known/s"
    yield Figure(name, f"{known:.0f}")
    yield Figure("sync: responses in the ledger", f"{_count(url)}", wanted=f"{RATINGS}")
    changed = sum(len(each) > 1 for each in receipts.values())
    yield Figure("sync: ids whose receipt ever changed", f"{changed}", wanted="0")


def _at_once(tablet: Tablet, entries: list, receipts: dict[str, set[str]]) -> float:
    """Send the same, shuffled in different ways, all at the same time; return how long it took."""

    def send(seed: int) -> dict[str, set[str]]:
        own, shuffled = replace(tablet), list(entries)
        random.Random(seed).shuffle(shuffled)
        told: dict[str, set[str]] = {}
        _sent(own, shuffled, told)
        return told

    began = time.monotonic()
    with ThreadPoolExecutor(TIMES - 1) as senders:
        for told in senders.map(send, range(TIMES - 1)):
            for identity, found in told.items():
                receipts[identity] |= found
    return time.monotonic() - began


def _sent(tablet: Tablet, entries: list, receipts: dict[str, set[str]]) -> float:
    began = time.monotonic()
    for start in range(0, len(entries), _BATCH):
        piece = entries[start : start + _BATCH]
        reply = tablet.say("/kiosk/sync", tablet.batch(piece), is_packed=True)
        while reply.status == 503:  # so many at once: it is told to come again, and does
            reply = tablet.say("/kiosk/sync", tablet.batch(piece), is_packed=True)
        tablet.passes(0.01)
        assert reply.status == 200, reply.said
        assert reply.is_believed
        assert not reply.aside, reply.aside
        for identity, receipt in reply.receipts.items():
            receipts.setdefault(identity, set()).add(receipt)
    return time.monotonic() - began


def _count(url: str) -> int:
    engine = open_engine(url)
    with Session(engine) as session:
        found = session.scalar(select(func.count()).select_from(Response)) or 0
    engine.dispose()
    return found
