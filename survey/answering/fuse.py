"""The fuse: when more comes from one place than people can give, it is held for review.

Nobody is refused, and nobody is asked to prove that they are human: a hall full of
phones shares one address. What is counted are answers that were kept, by where they came
from and by counter, over ten minutes. While a count is over its budget, whatever comes
that way is kept with a receipt and held apart; what had come before it burnt is named, to
be held as well, so that a flood gains nothing by being first.

Whether a browser's mark rated a counter before on the same day is remembered as long: an
answer is told that it followed one from there (`AGAIN`), and never which. Phones of one make
behind one address are one mark, so it says little of one answer and more of a counter.

Neither address nor browser is ever kept. They are known by keyed hashes under a key of the
day that lives in this process's memory alone and is forgotten at midnight with all counts.
Without an address (no proxy told us one) only the counter's budget holds: it fails open.
"""

import hmac
import secrets
from collections import deque
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from ipaddress import ip_address
from threading import Lock

WINDOW = 600.0
"""Seconds over which answers are counted."""
_AT_ONCE = 4
"""A quarter of ten minutes' budget within one minute is a rush already."""
_MOST_KEPT_IN_MIND = 20_000


@dataclass(frozen=True, slots=True)
class Budgets:
    """How many answers in ten minutes are still people's, for a whole installation."""

    marked: int = 10  # from one address, sent too fast or with the trap filled in
    browser: int = 450  # from one address by one make of browser: half of a full hall
    address: int = 900  # from one address: a full hall is 500
    counter: int = 300  # at one counter, from anywhere

    def among(self, processes: int) -> "Budgets":
        """Return the share of one of several processes that each see a part."""
        parts = (self.marked, self.browser, self.address, self.counter)
        return Budgets(*(-(-part // processes) for part in parts))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an answer came from, as far as the fuse tells: tags of the day, counter, mark."""

    address: bytes | None
    browser: bytes | None
    counter: str
    is_marked: bool

    def counted_as(self) -> list[tuple[str, bytes | str]]:
        """Return under what this answer is counted, the narrowest first."""
        found: list[tuple[str, bytes | str]] = [("counter", self.counter)]
        if self.address is None or self.browser is None:
            return found
        if self.is_marked:
            return [("marked", self.address), *found]
        return [("browser", self.browser), ("address", self.address), *found]


@dataclass(slots=True)
class _Count:
    seen: deque[tuple[float, str]] = field(default_factory=deque)
    burns_until: float = 0.0


class Fuse:
    """Counts what one process keeps; its clock is any that never goes back."""

    def __init__(self, budgets: Budgets) -> None:
        self._budgets = budgets
        self._hand = Lock()
        self._day = date.min
        self._key = b""
        self._counts: dict[tuple[str, bytes | str], _Count] = {}
        self._rated: set[tuple[bytes, str]] = set()

    def origin(
        self, address: str | None, browser: str, counter: str, is_marked: bool, today: date
    ) -> Origin:
        """Return where an answer comes from; address and browser are hashed and let go of."""
        with self._hand:
            if today != self._day:
                self._day, self._key = today, secrets.token_bytes(32)
                self._counts.clear()
                self._rated.clear()
            key = self._key
        tag = _tag(address, key)
        named = tag and hmac.new(key, tag + browser.encode(), sha256).digest()[:16]
        return Origin(tag, named, counter, is_marked)

    def has_rated(self, origin: Origin) -> bool:
        """Whether the same counter was rated from there before today, as far as is known."""
        with self._hand:
            return origin.browser is not None and (origin.browser, origin.counter) in self._rated

    def is_burning(self, origin: Origin, now: float) -> bool:
        """Whether what comes from `origin` is to be held."""
        with self._hand:
            return any(self._burns(key, now) for key in origin.counted_as())

    def note(self, origin: Origin, response_id: str, now: float, is_held: bool) -> list[str]:
        """Count a kept answer; return what was kept without being held and is to be held now.

        What is over a narrow budget is not counted against a wider one: a flood from one
        browser leaves the others at its address, and at its counter, alone.
        """
        with self._hand:
            if len(self._counts) > _MOST_KEPT_IN_MIND:
                self._forget(now)
            if origin.browser is not None and len(self._rated) < _MOST_KEPT_IN_MIND:
                self._rated.add((origin.browser, origin.counter))
            for key in origin.counted_as():
                burnt = self._burns(key, now)
                if is_held and not burnt:
                    continue
                count = self._counts.setdefault(key, _Count())
                if self._is_over(key[0], count, response_id, now):
                    count.burns_until = now + WINDOW
                    held = [] if burnt else [seen for _, seen in count.seen]
                    return sorted({*held, *([] if is_held else [response_id])})
                if burnt:
                    return [] if is_held else [response_id]
        return []

    def _burns(self, key: tuple[str, bytes | str], now: float) -> bool:
        count = self._counts.get(key)
        return count is not None and now < count.burns_until

    def _is_over(self, kind: str, count: _Count, response_id: str, now: float) -> bool:
        seen = count.seen
        seen.append((now, response_id))
        while seen and seen[0][0] < now - WINDOW:
            seen.popleft()
        most: int = getattr(self._budgets, kind)
        at_once = -(-most // _AT_ONCE)
        is_rush = len(seen) > at_once and seen[-at_once - 1][0] > now - WINDOW / 10
        is_over = len(seen) > most or (kind in {"browser", "address"} and is_rush)
        while len(seen) > most + 1:
            seen.popleft()  # more than that need not be told apart
        return is_over

    def _forget(self, now: float) -> None:
        gone = [
            key
            for key, count in self._counts.items()
            if count.burns_until < now and (not count.seen or count.seen[-1][0] < now - WINDOW)
        ]
        for key in gone or list(self._counts)[: _MOST_KEPT_IN_MIND // 2]:
            del self._counts[key]


def _tag(address: str | None, key: bytes) -> bytes | None:
    try:
        known = ip_address(address or "")
    except ValueError:
        return None
    # A socket that listens to both families writes an IPv4 address as an IPv6 one.
    known = getattr(known, "ipv4_mapped", None) or known
    if known.is_loopback:
        return None  # a proxy that was not told of: everybody would look like one
    # A household or a phone has a /64 to itself; the rest of it would be a new face each time.
    whole = known.packed[:8] if known.version == 6 else known.packed
    return hmac.new(key, whole, sha256).digest()[:16]
