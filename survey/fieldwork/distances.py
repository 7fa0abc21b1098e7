"""Distances between an interviewer's successive interviews of a day, as roughly as known."""

from collections.abc import Iterable
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from survey.fieldwork.models import Attempt
from survey.fieldwork.reviewing import Interview

_EARTH = 6371.0088
"""Its mean radius in kilometres (IUGG)."""


def apart(found: Iterable[Interview]) -> dict[str, float]:
    """Return by attempt how many kilometres lie between it and the one before it that day."""
    known = [one.visit.attempt for one in found if one.visit.attempt.latitude is not None]
    known = [each for each in known if each.at is not None]
    known.sort(key=lambda each: (each.interviewer_id, each.at))
    pairs = pairwise(known)
    return {
        after.id: _between(before, after)
        for before, after in pairs
        if (before.interviewer_id, before.day) == (after.interviewer_id, after.day)
    }


def kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the way along the ground between two latitudes and longitudes (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (here, there))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(min(1.0, half)))


def _between(before: Attempt, after: Attempt) -> float:
    return kilometres(
        (before.latitude or 0.0, before.longitude or 0.0),
        (after.latitude or 0.0, after.longitude or 0.0),
    )
