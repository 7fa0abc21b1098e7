"""A full hall and a flood behind one address: is any honest phone turned away?

`PHONES` honest people rate within `MINUTES` behind one address while a bot sends 50 a
second from the same one: at once as bots do, or patiently, waiting as people do. What
counts in the headline is read from the ledger as the tallies read it.
"""

import http.client
import json
import os
import random
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.db import open_engine
from survey.responses.flags import is_apart, read
from survey.responses.models import Response, Ruling
from tests.databases import SqliteDatabases
from tests.journeys.town import SECRETS, Town, found_town
from tests.live import LiveServer
from tests.load.progress import say
from tests.load.table import Figure
from tests.load.words import ANSWERS

MINUTES = float(os.environ.get("FAIRNESS_MINUTES", "1"))
PHONES = round(50 * MINUTES)
FLOOD = 50.0
"""A bot's ratings a second."""
_PHONES = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/138.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile Safari/604.1",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) Version/17.6 Mobile Safari/604.1",
    "Mozilla/5.0 (Linux; Android 14; SM-A155F) Chrome/139.0.0.0 Mobile Zalo android/24.08",
)
"""What phones say they are, the commonest first."""
_HALL = "203.0.113.7"
_HONEST, _BOT = "5", "1"
_VISIT = re.compile(rb'name="_visit" value="([^"]+)"')


@dataclass(frozen=True)
class Bot:
    """How a bot goes about it."""

    kind: str
    waits: float
    browser: str


_BOTS = (
    Bot("at once", 0.0, "python-requests/2.32"),
    Bot("patient", 5.0, "python-requests/2.32"),
    Bot("patient, in a phone's guise", 5.0, _PHONES[0]),
)


@dataclass
class Seen:
    """What one side of the crowd met."""

    kept: int = 0
    refused: int = 0
    seconds: list[float] = field(default_factory=list)


def turned_away() -> Iterator[Figure]:
    """Measure both kinds of bot."""
    for bot in _BOTS:
        say(f"fairness: {PHONES} phones and a bot that sends {bot.kind}")
        with TemporaryDirectory(prefix="langnghe-load-") as folder:
            yield from _figures(bot, Path(folder))


def _figures(bot: Bot, folder: Path) -> Iterator[Figure]:
    more = {**SECRETS, "TRUSTED_PROXIES": "1"}
    with SqliteDatabases(folder).fresh() as url:
        town = found_town(url, communes=12)
        with LiveServer(url, folder / "ours", more) as server:
            honest, flood = _crowd(server.port, town, bot)
        counted = _headline(url)
    share = counted[_BOT] / max(sum(counted.values()), 1)
    p95 = quantiles(honest.seconds, n=20)[-1]
    name = f"{PHONES} phones, bot {bot.kind}"
    yield Figure(f"{name}: honest refusals of {PHONES}", str(honest.refused), wanted="0")
    yield Figure(f"{name}: honest POST p95, ms", f"{p95 * 1000:.0f}", wanted="< 1000")
    told = f"{share:.1%} ({counted[_BOT]} of {flood.kept} kept)"
    yield Figure(f"{name}: bot's share of the headline", told, wanted="≤ 1 %")
    yield Figure(f"{name}: honest in the headline", f"{counted[_HONEST]} of {honest.kept}")


def _crowd(port: int, town: Town, how: Bot) -> tuple[Seen, Seen]:
    honest, bot = Seen(), Seen()
    ends = time.monotonic() + MINUTES * 60
    codes = [code for code, _unit in town.counters]
    luck = random.Random(4)
    arrivals = sorted(luck.uniform(0, MINUTES * 60 * 0.8) for _ in range(PHONES))
    crowd = [
        threading.Thread(
            target=_phone,
            args=(port, luck.choice(codes), at, luck.uniform(5, 25), _browser(luck), honest),
        )
        for at in arrivals
    ]
    flood = [
        threading.Thread(target=_bot, args=(port, codes, how, part, ends, bot))
        for part in range(round(FLOOD))
    ]
    for thread in flood + crowd:
        thread.start()
    for thread in flood + crowd:
        thread.join()
    return honest, bot


def _browser(luck: random.Random) -> str:
    return luck.choices(_PHONES, weights=(5, 2, 2, 2, 3))[0]


def _phone(port: int, code: str, arrives: float, thinks: float, browser: str, seen: Seen) -> None:
    time.sleep(arrives)
    _rate(port, code, Bot("", thinks, browser), _HONEST, seen)


def _bot(port: int, codes: list[str], how: Bot, part: int, ends: float, seen: Seen) -> None:
    # Each of fifty parts sends one a second, whatever it waits in between.
    time.sleep(part / FLOOD)
    while time.monotonic() < ends:
        began = time.monotonic()
        sender = threading.Thread(
            target=_rate, args=(port, codes[part % len(codes)], how, _BOT, seen)
        )
        sender.start()
        if not how.waits:
            sender.join()
        time.sleep(max(0.0, began + 1 - time.monotonic()))


def _rate(port: int, code: str, how: Bot, answer: str, seen: Seen) -> None:
    status, page, _ = _exchange(port, "GET", f"/q/{code}", how, b"")
    found = _VISIT.search(page)
    if found is None:
        seen.refused += 1
        return
    time.sleep(how.waits)
    body = urlencode(
        {"_visit": found[1].decode(), "_language": "vi", **ANSWERS, "attitude": answer}
    )
    status, page, seconds = _exchange(port, "POST", f"/q/{code}", how, body.encode())
    seen.seconds.append(seconds)
    if status == 200 and b'href="/r/' in page:
        seen.kept += 1
    else:
        seen.refused += 1


def _exchange(port: int, method: str, path: str, how: Bot, body: bytes) -> tuple[int, bytes, float]:
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"X-Forwarded-For": _HALL, "User-Agent": how.browser}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), time.monotonic() - began
    except OSError:
        return 0, b"", time.monotonic() - began
    finally:
        connection.close()


def _headline(url: str) -> dict[str, int]:
    engine = open_engine(url)
    counted = {_HONEST: 0, _BOT: 0}
    with Session(engine) as session:
        ruled = {
            row.response_id: row.counts
            for row in session.scalars(select(Ruling).order_by(Ruling.id))
        }
        for row in session.scalars(select(Response)):
            if not is_apart(read(row.flags)) and ruled.get(row.id, True):
                counted[str(json.loads(row.answers)["attitude"])] += 1
    engine.dispose()
    return counted
