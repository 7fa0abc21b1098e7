"""The fuse: when more comes from one place than people can give, it is held for review.

Nobody is refused, and nobody is asked to prove that they are human: a hall full of
phones shares one address. What is counted are answers that were kept, by where they came
from and by counter, over ten minutes. While a count is over its budget, whatever comes
that way is kept with a receipt and held apart; what had come before it burnt is named, to
be held as well, so that a flood gains nothing by being first.

An address is never kept. It is known by a keyed hash under a key of the day that lives in
this process's memory alone and is forgotten at midnight with everything counted under it.
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
_MOST_KEPT_IN_MIND = 20_000


@dataclass(frozen=True, slots=True)
class Budgets:
    """How many answers in ten minutes are still people's, for a whole installation."""

    marked: int = 10  # from one address, sent too fast or with the trap filled in
    address: int = 900  # from one address: a full hall is 500
    at_once: int = 240  # from one address within one minute
    counter: int = 300  # at one counter, from anywhere

    def among(self, processes: int) -> "Budgets":
        """Return the share of one of several processes that each see a part."""
        parts = (self.marked, self.address, self.at_once, self.counter)
        return Budgets(*(-(-part // processes) for part in parts))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an answer came from, as far as the fuse tells: a day's tag, a counter, a mark."""

    tag: bytes | None
    counter: str
    is_marked: bool

    def counted_as(self) -> list[tuple[str, bytes | str]]:
        """Return under what this answer is counted."""
        found: list[tuple[str, bytes | str]] = [("counter", self.counter)]
        if self.tag is not None:
            found.append(("marked" if self.is_marked else "address", self.tag))
        return found


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

    def origin(self, address: str | None, counter: str, is_marked: bool, today: date) -> Origin:
        """Return where an answer comes from; its address is hashed and let go of."""
        with self._hand:
            if today != self._day:
                self._day, self._key = today, secrets.token_bytes(32)
                self._counts.clear()
            key = self._key
        return Origin(_tag(address, key), counter, is_marked)

    def is_burning(self, origin: Origin, now: float) -> bool:
        """Whether what comes from `origin` is to be held."""
        with self._hand:
            found = (self._counts.get(key) for key in origin.counted_as())
            return any(count is not None and now < count.burns_until for count in found)

    def note(self, origin: Origin, response_id: str, now: float) -> list[str]:
        """Count a kept answer; return those that came before and are to be held now too."""
        held: list[str] = []
        with self._hand:
            if len(self._counts) > _MOST_KEPT_IN_MIND:
                self._forget(now)
            for key in origin.counted_as():
                count = self._counts.setdefault(key, _Count())
                if self._is_over(key[0], count, response_id, now):
                    held += [] if now < count.burns_until else [seen for _, seen in count.seen]
                    count.burns_until = now + WINDOW
        return sorted(set(held))

    def _is_over(self, kind: str, count: _Count, response_id: str, now: float) -> bool:
        seen = count.seen
        seen.append((now, response_id))
        while seen and seen[0][0] < now - WINDOW:
            seen.popleft()
        most: int = getattr(self._budgets, kind)
        is_over = len(seen) > most
        if kind == "address" and len(seen) > self._budgets.at_once:
            is_over |= seen[-self._budgets.at_once - 1][0] > now - WINDOW / 10
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
    if known.is_loopback:
        return None  # a proxy that was not told of: everybody would look like one
    # A household or a phone has a /64 to itself; the rest of it would be a new face each time.
    whole = known.packed[:8] if known.version == 6 else known.packed
    return hmac.new(key, whole, sha256).digest()[:16]
