"""How many citizens can be asked, and how many answers kept, in a second.

Ours and the yardstick take turns (A B A B …), so that whatever else the machine is
doing falls on both; the figures are the medians of the rounds.
"""

import itertools
from collections.abc import Callable, Iterator
from statistics import median

from tests.load.installation import SideBySide, side_by_side
from tests.load.progress import say
from tests.load.table import Figure, times
from tests.load.volley import Volley, fire
from tests.load.words import look, rating, send

ROUNDS = 5
SECONDS = 1.0
_MOST = 3000
"""Forms made ready for one round; more than any round has taken."""

Round = Callable[[], float]


def asked() -> Iterator[Figure]:
    """Measure the page against an empty view."""
    say("asking")
    with side_by_side("sqlite") as both:
        yield _compared(
            "ask: GET /q/<code>, /s",
            lambda: _looked(both.ours.port, both.address),
            lambda: _looked(both.bare.port, "/"),
            "≥ 0.50",
        )


def kept(kind: str) -> Iterator[Figure]:
    """Measure a kept answer against one bare durable row, on one kind of database."""
    say(f"keeping on {kind}")
    with side_by_side(kind) as both:
        row = _bare_rows(both)
        everywhere = [code for code, _unit in both.town.counters]
        yield _compared(
            f"keep: {kind}, 24 counters, /s", lambda: _kept_at(both, everywhere), row, "≥ 0.50"
        )
        yield _compared(
            f"keep: {kind}, all at one counter, /s", lambda: _kept_at(both, everywhere[:1]), row
        )
        yield _compared(
            f"whole rating: {kind}, GET + POST, /s",
            lambda: _rated(both, everywhere),
            lambda: _bare_rated(both),
        )


def _compared(name: str, ours: Round, bare: Round, wanted: str = "–") -> Figure:
    ours(), bare()  # the first of each warms up
    rounds = [(ours(), bare()) for _ in range(ROUNDS)]
    mine, yardstick = (median(column) for column in zip(*rounds, strict=True))
    say(f"  {name}: {mine:.0f} against {yardstick:.0f}")
    return Figure(name, f"{mine:.0f}", f"{yardstick:.0f}", times(mine, yardstick), wanted)


def _looked(port: int, path: str) -> float:
    return _rate(fire(port, itertools.repeat(look(path)), SECONDS))


def _kept_at(both: SideBySide, codes: list[str]) -> float:
    return _rate(fire(both.ours.port, iter(_ratings(both, codes)), SECONDS))


def _bare_rows(both: SideBySide) -> Round:
    body = rating(both.town, both.town.counters[0][0]).partition(b"\r\n\r\n")[2].decode()
    request = send("/commit", body)
    return lambda: _rate(fire(both.bare.port, itertools.repeat(request), SECONDS))


def _rated(both: SideBySide, codes: list[str]) -> float:
    ratings = _ratings(both, codes)
    looks = itertools.repeat(look(both.address))
    return _rate(fire(both.ours.port, _in_turn(looks, iter(ratings)), SECONDS)) / 2


def _bare_rated(both: SideBySide) -> float:
    row = send("/commit", "x" * 400)
    both_of = itertools.cycle([look("/page"), row])
    return _rate(fire(both.bare.port, both_of, SECONDS)) / 2


def _ratings(both: SideBySide, codes: list[str]) -> list[bytes]:
    # Made before the clock starts: signing is the citizen's page's work, not the round's.
    return [
        rating(both.town, code)
        for code, _n in zip(itertools.cycle(codes), range(_MOST), strict=False)
    ]


def _in_turn(*sources: Iterator[bytes]) -> Iterator[bytes]:
    for pair in zip(*sources, strict=False):
        yield from pair


def _rate(volley: Volley) -> float:
    if set(volley.statuses) != {200}:
        say(f"  refused: {dict(volley.statuses)}")
    return volley.rate
