"""Frauds that are planted at an honest counter, each in three doses."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from tests.simulation.counters import Counter, Rating, working_days

DOSES = ("low", "mid", "high")
Plant = Callable[[Random, Counter, int], None]


def after_hours(random: Random, counter: Counter, dose: int) -> None:
    """An officer fills in forms on a phone after closing, on a few evenings."""
    evenings = random.sample(working_days(), (2, 3, 5)[dose])
    for _ in range((15, 30, 60)[dose]):
        moment = random.randint(17 * 60 + 40, 19 * 60)
        _add(random, counter, random.choice(evenings), moment, "qr", again=0.5)


def script(random: Random, counter: Counter, dose: int) -> None:
    """A program sends good answers at even steps all day, every day."""
    a_day = (6, 12, 24)[dose]
    step = 9 * 60 / a_day
    for day in working_days():
        for number in range(a_day):
            moment = int(7.5 * 60 + number * step + random.uniform(-0.1, 0.1) * step)
            _add(random, counter, day, moment, "qr", straight=0.3, fast=0.2)


def coached(random: Random, counter: Counter, dose: int) -> None:
    """An officer stands at the kiosk and helps the dissatisfied to a better answer."""
    share = (0.3, 0.6, 0.9)[dose]
    for number, rating in enumerate(counter.ratings):
        if rating.channel == "kiosk" and random.random() < share:
            better = max(rating.overall, random.choice((4, 5, 5)))
            flags = rating.flags | {"helped" if random.random() < 0.4 else "soon"}
            if random.random() < 0.6:
                flags = rating.flags
            vector = tuple(max(step, 4) for step in rating.vector)
            told = {"overall": better, "vector": vector, "flags": flags}
            counter.ratings[number] = replace(rating, **told)


def hand_picked(random: Random, counter: Counter, dose: int) -> None:
    """The kiosk is offered to those who smile; the others are not asked."""
    share = (0.4, 0.7, 1.0)[dose]
    counter.ratings = [
        rating
        for rating in counter.ratings
        if rating.channel != "kiosk" or rating.overall >= 4 or random.random() >= share
    ]


def one_block(random: Random, counter: Counter, dose: int) -> None:
    """The same filled-in form, not a straight line, is sent again and again in office hours."""
    vector = (5, 4, 5, 5, 4)
    for _ in range((12, 25, 50)[dose]):
        day, moment = random.choice(working_days()), random.randint(8 * 60, 16 * 60)
        counter.ratings.append(Rating(day, moment, "qr", vector, 5))


def straight_block(random: Random, counter: Counter, dose: int) -> None:
    """Somebody taps "5" down the form, spread over office hours of all days."""
    for _ in range((20, 40, 80)[dose]):
        day, moment = random.choice(working_days()), random.randint(8 * 60, 16 * 60)
        _add(random, counter, day, moment, "qr", straight=1.0, fast=0.5)


def stuffed_at_once(random: Random, counter: Counter, dose: int) -> None:
    """A pile of slips is keyed in within a quarter of an hour, one morning."""
    day, start = random.choice(working_days()), random.randint(8 * 60, 10 * 60)
    for _ in range((20, 40, 80)[dose]):
        _add(random, counter, day, start + random.randint(0, 11), "kiosk")


def one_phone(random: Random, counter: Counter, dose: int) -> None:
    """One phone rates again and again over the days, in office hours, with care."""
    for _ in range((15, 30, 60)[dose]):
        day, moment = random.choice(working_days()), random.randint(8 * 60, 16 * 60)
        _add(random, counter, day, moment, "qr", straight=0.4, again=0.8)


FRAUDS: Mapping[str, Plant] = {
    "officer after closing": after_hours,
    "script, evenly": script,
    "coached kiosk": coached,
    "kiosk for those who smile": hand_picked,
    "block of one form": one_block,
    "block of straight fives": straight_block,
    "stuffed within minutes": stuffed_at_once,
    "one phone again and again": one_phone,
}


def _add(
    random: Random,
    counter: Counter,
    day,
    moment: int,
    channel: str,
    *,
    straight: float = 0.8,
    fast: float = 0.3,
    again: float = 0.0,
) -> None:
    is_straight = random.random() < straight
    vector = (5,) * 5 if is_straight else tuple(random.choice((4, 5)) for _ in range(5))
    chances = {"fast": fast if channel != "kiosk" else 0.0, "again": again}
    flags = frozenset(flag for flag, chance in chances.items() if random.random() < chance)
    counter.ratings.append(Rating(day, moment, channel, vector, 5, flags))
