"""A crowd: sixteen citizens who answer all day long, and send again until acknowledged.

Everything they were told is remembered, so that a test can ask the ledger about it.
"""

import http.client
import random
import re
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.journeys.town import Town

WRITERS = 16
PATIENCE = 40.0
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "vi"}
_RECEIPT = re.compile(r'href="/r/([^"]+)"')


@dataclass(frozen=True)
class Told:
    """What the server said: its status (0: nothing at all), its page, and the receipt."""

    status: int
    page: str = ""

    @property
    def receipt(self) -> str | None:
        found = _RECEIPT.search(self.page)
        return found[1] if self.status in (200, 409) and found else None


@dataclass
class Crowd:
    """Who sent what, and what they were told."""

    port: int
    town: Town
    sent: set[str] = field(default_factory=set)
    receipts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    statuses: Counter[int] = field(default_factory=Counter)
    lost_their_form: list[str] = field(default_factory=list)
    never_acknowledged: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _is_over: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Answer while the block runs; at its end wait until everybody is acknowledged."""
        writers = [threading.Thread(target=self._answer, args=(n,)) for n in range(WRITERS)]
        for writer in writers:
            writer.start()
        try:
            yield
        finally:
            self._is_over.set()
            for writer in writers:
                writer.join()

    def wait_for(self, acknowledged: int, seconds: float = 30.0) -> None:
        """Return when so many more have been acknowledged."""
        wanted, ends = len(self.receipts) + acknowledged, time.monotonic() + seconds
        while len(self.receipts) < wanted:
            assert time.monotonic() < ends, f"only {dict(self.statuses)} in {seconds} s"
            time.sleep(0.02)

    def _answer(self, number: int) -> None:
        luck = random.Random(number)
        while not self._is_over.is_set():
            # Half of them crowd at one counter.
            desk = luck.choice(self.town.counters) if luck.random() < 0.5 else self.town.counters[0]
            self._hand_in(desk[0], luck)

    def _hand_in(self, code: str, luck: random.Random) -> None:
        token = self.town.visit(code)
        form = {"_visit": token, "_language": "vi", "overall": str(luck.randint(1, 5))}
        if luck.random() < 0.3:
            form["comment"] = f"Lời số {luck.random()}"
        self.sent.add(identity(token))
        taps = (
            [threading.Thread(target=self._insist, args=(code, form))]
            if luck.random() < 0.3
            else []
        )
        for tap in taps:  # a double tap: the same form, twice at the same time
            tap.start()
        self._insist(code, form)
        for tap in taps:
            tap.join()

    def _insist(self, code: str, form: dict[str, str]) -> None:
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            told = post(self.port, code, form)
            self._note(form["_visit"], told)
            if told.receipt:
                return
            time.sleep(0.1)
        self.never_acknowledged.append(identity(form["_visit"]))

    def _note(self, token: str, told: Told) -> None:
        with self._lock:
            self.statuses[told.status] += 1
            if told.receipt:
                self.receipts[identity(token)].add(told.receipt)
            if told.status == 503 and token not in told.page:
                self.lost_their_form.append(told.page)


def post(port: int, code: str, form: dict[str, str]) -> Told:
    """Hand in `form` at the counter with `code`; a server that is not there says nothing."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("POST", f"/q/{code}", urlencode(form), FORM)
        answer = connection.getresponse()
        return Told(answer.status, answer.read().decode())
    except (OSError, http.client.HTTPException):
        return Told(0)
    finally:
        connection.close()


def identity(token: str) -> str:
    """Return the id that the response of this Visit will bear."""
    return token.partition("~")[0]
