"""Honest counters for one month: rush hours, lunch, market days, families, straight lines.

No two counters are alike: what they do, how many come, by which way, how content people
are, how many of them rate at home in the evening. None of this is taken from the signs.
"""

import math
from collections import Counter as Counts
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from analysis.integrity.signs.observed import Observed, Way

FIRST = date(2026, 9, 1)
ITEMS = 5


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating, as a simulation sees it."""

    day: date
    moment: int
    channel: str
    vector: tuple[int, ...]
    overall: int
    flags: frozenset[str] = frozenset()


@dataclass(slots=True)
class Counter:
    """What one counter is like, and what was rated at it; `dossiers` are its visits by day."""

    channels: dict[str, float]
    ratings: list[Rating]
    dossiers: dict[date, int]


def working_days() -> list[date]:
    """Return the working days of the month."""
    days = [FIRST + timedelta(days=n) for n in range(30)]
    return [day for day in days if day.weekday() < 5]


def honest(random: Random) -> Counter:
    """Return a counter nobody meddled with."""
    daily = random.lognormvariate(math.log(22), 0.5)
    channels = _mix(random)
    likes = _Likes(random)
    is_market = random.random() < 0.4
    counter = Counter(channels, [], {})
    rate = random.betavariate(5, 9) + 0.05
    for number, day in enumerate(working_days()):
        busy = 1.8 if is_market and number % 5 == 2 else random.lognormvariate(0, 0.15)
        visits = _poisson(random, daily * busy / rate)
        counter.dossiers[day] = visits
        wanted = sum(random.random() < rate for _ in range(visits))
        counter.ratings += _day(random, day, wanted, channels, likes)
    return counter


class _Likes:
    """How people at one counter answer."""

    def __init__(self, random: Random) -> None:
        self.content = random.gauss(2.4, 0.5)
        self.by = {"kiosk": 0.5, "qr": 0.0, "receipt": -0.3}
        self.own = {channel: random.gauss(0, 0.2) for channel in self.by}
        self.straight = random.betavariate(14, 26)
        self.home = random.betavariate(2, 30)
        self.fast = random.betavariate(3, 90)
        self.again = random.betavariate(3, 40)
        self.helped = random.betavariate(3, 50)
        self.party = random.uniform(0.03, 0.12)
        self.morning = random.uniform(0.5, 0.7)


def _day(
    random: Random, day: date, wanted: int, channels: dict[str, float], likes: _Likes
) -> list[Rating]:
    made: list[Rating] = []
    while len(made) < wanted:
        channel = random.choices(list(channels), list(channels.values()))[0]
        at_home = channel != "kiosk" and random.random() < likes.home
        moment = _evening(random) if at_home else _office(random, likes.morning)
        made.append(rating(random, day, moment, channel, likes))
        if random.random() < likes.party:
            for _ in range(random.randint(1, 4)):
                moment = min(1439, moment + random.randint(0, 2))
                flags = frozenset({"soon"} if channel == "kiosk" else ())
                if channel == "qr" and random.random() < 0.4:
                    flags = frozenset({"again"})
                made.append(rating(random, day, moment, channel, likes, flags))
    return made[:wanted]


def rating(
    random: Random,
    day: date,
    moment: int,
    channel: str,
    likes: _Likes,
    flags: frozenset[str] = frozenset(),
) -> Rating:
    """Return one honest rating."""
    chance = 1 / (1 + math.exp(-(likes.content + likes.by[channel] + likes.own[channel])))
    is_content = random.random() < chance
    overall = random.choice((4, 5, 5)) if is_content else random.choice((1, 2, 3, 3))
    noticed = set(flags)
    if channel != "kiosk" and random.random() < likes.fast:
        noticed.add("fast")
    if channel == "qr" and random.random() < likes.again:
        noticed.add("again")
    if channel == "kiosk" and random.random() < likes.helped:
        noticed.add("helped")
    if random.random() < likes.straight:
        vector = (overall,) * ITEMS
    else:
        vector = tuple(
            max(1, min(5, overall + random.choices((-1, 0, 1), (3, 5, 2))[0])) for _ in range(ITEMS)
        )
    return Rating(day, moment, channel, vector, overall, frozenset(noticed))


def _mix(random: Random) -> dict[str, float]:
    wanted = {"kiosk": random.gammavariate(3, 1), "qr": random.gammavariate(3, 1)}
    return wanted | {"receipt": random.gammavariate(2, 1)}


def _office(random: Random, morning: float) -> int:
    if random.random() < 0.02:
        return random.randint(11 * 60 + 30, 12 * 60 + 59)  # over lunch
    if random.random() < morning:
        return int(min(max(random.gauss(8.8 * 60, 55), 7 * 60), 11.7 * 60))
    return int(min(max(random.gauss(14.6 * 60, 60), 13 * 60), 17.2 * 60))


def _evening(random: Random) -> int:
    return int(min(max(random.gauss(19.5 * 60, 90), 17 * 60), 23 * 60 + 30))


def _poisson(random: Random, mean: float) -> int:
    # Sum of exponential gaps; means are under two hundred here.
    n, total = 0, random.expovariate(1)
    while total < mean:
        n += 1
        total += random.expovariate(1)
    return n


def observed(counter: Counter) -> Observed:
    """Return what a screen is told of a counter."""
    channels = {rating.channel for rating in counter.ratings}
    return Observed({channel: _way(counter, channel) for channel in sorted(channels)})


def _way(counter: Counter, channel: str) -> Way:
    own = [rating for rating in counter.ratings if rating.channel == channel]
    arrivals: dict[date, list[int]] = {}
    for rating_ in own:
        arrivals.setdefault(rating_.day, []).append(rating_.moment)
    return Way(
        per_day=Counts(rating.day for rating in own),
        arrivals={day: sorted(moments) for day, moments in arrivals.items()},
        noticed=Counts(flag for rating in own for flag in rating.flags),
        overall=(sum(rating.overall >= 4 for rating in own), len(own)),
        vectors=Counts(tuple(map(str, rating.vector)) for rating in own),
    )
