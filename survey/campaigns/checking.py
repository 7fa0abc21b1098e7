"""Checking a plan: what no campaign of its kind may be, whoever drafts it.

A page, a command and a copy ask the same questions and get the same answers.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from survey.campaigns.kinds import DEMANDS, Kind

LONGEST_NAME = 200
MOST_ANSWERS = 1_000_000
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_OTHER_PAGES = frozenset(("new", "calendar"))


class Objection(StrEnum):
    """What is wrong with a plan."""

    NO_NAME = "no name"
    NAME_TOO_LONG = "name too long"
    NAME_UNREADABLE = "name unreadable"
    BACKWARD = "backward"
    TOO_LONG = "too long"
    TOO_FEW = "too few"
    TOO_MANY = "too many"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Sketch:
    """As much of a plan as can be judged by itself."""

    kind: Kind
    name: str
    period: tuple[date, date]
    units: int
    fewest: int | None = None


def is_code(code: str) -> bool:
    """Whether a campaign may have `code`: it stands in addresses and on paper."""
    return bool(_CODE.fullmatch(code)) and code not in _OTHER_PAGES


def days_of(period: tuple[date, date]) -> int:
    """Return how many days a period has; its last day counts."""
    return (period[1] - period[0]).days + 1


def of_name(name: str) -> Objection | None:
    """Return what is wrong with a name."""
    if not name.strip():
        return Objection.NO_NAME
    if not name.isprintable():
        return Objection.NAME_UNREADABLE
    return Objection.NAME_TOO_LONG if len(name) > LONGEST_NAME else None


def of_period(kind: Kind, period: tuple[date, date]) -> Objection | None:
    """Return what is wrong with a period."""
    if period[1] < period[0]:
        return Objection.BACKWARD
    return Objection.TOO_LONG if days_of(period) > DEMANDS[kind].longest else None


def of_minimum(kind: Kind, fewest: int | None) -> Objection | None:
    """Return what is wrong with a minimum: no number may speak of fewer than the threshold."""
    if fewest is None:
        return None
    if fewest < DEMANDS[kind].threshold:
        return Objection.TOO_FEW
    return Objection.TOO_MANY if fewest > MOST_ANSWERS else None


def objections_to(sketch: Sketch) -> list[Objection]:
    """Return everything that is wrong with a plan, in the order it is asked for."""
    found = (
        of_name(sketch.name),
        of_period(sketch.kind, sketch.period),
        None if sketch.units else Objection.NOWHERE,
        of_minimum(sketch.kind, sketch.fewest),
    )
    return [objection for objection in found if objection is not None]
