"""What the screens are told of each counter, grouped by DuckDB from the columns.

The minute of an answer is read here and nowhere else, and leaves this module only as
counts by counter, channel, day and minute. What is apart already is not looked at again.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from analysis.integrity.signs.observed import Observed, Way
from analysis.rollup.counting import NO_COUNTER
from analysis.targets.judging import keys_of, overall_satisfied
from forms import library
from forms.questionnaire import OVERALL
from survey.campaigns.models import Campaign

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Place = tuple[int, int]
"""A unit and a counter of it."""

_WHERE = (
    f"campaign_id = $campaign AND day BETWEEN $since AND $until "
    f"AND counter_id <> {NO_COUNTER} AND NOT is_out"
)
_BY = "unit_id, counter_id, channel"
_MOMENT = "minute"
_ARRIVALS = f"SELECT {_BY}, day, {_MOMENT}, count(*) FROM responses WHERE {_WHERE} GROUP BY ALL"
_FLAGGED = f"{_WHERE} AND flags IS NOT NULL"
_NOTICED = f"SELECT {_BY}, flags, count(*) FROM responses WHERE {_FLAGGED} GROUP BY ALL"
_OVERALL = (
    f"SELECT {_BY}, value, count(*) FROM answers WHERE {_WHERE} AND question = '{OVERALL}' "
    "AND value NOT LIKE '~%' GROUP BY ALL"
)
_VECTORS = (
    f"SELECT {_BY}, given, count(*) FROM (SELECT {_BY}, position, "
    "string_agg(value, ' ' ORDER BY question) AS given FROM answers "
    f"WHERE {_WHERE} AND question IN (SELECT unnest($scales)) AND value NOT LIKE '~%' "
    "GROUP BY ALL) GROUP BY ALL"
)


@dataclass(slots=True)
class _Gathered:
    per_day: dict[date, int] = field(default_factory=dict)
    arrivals: dict[date, list[int]] = field(default_factory=dict)
    noticed: dict[str, int] = field(default_factory=dict)
    overall: tuple[int, int] = (0, 0)
    vectors: dict[tuple[str, ...], int] = field(default_factory=dict)


def observed(
    duck: "DuckDBPyConnection", campaign: Campaign, since: date, until: date
) -> dict[Place, Observed]:
    """Return what came to every counter from `since` to `until`, both included."""
    asked = {"campaign": campaign.id, "since": since, "until": until}
    found: dict[Place, dict[str, _Gathered]] = {}
    satisfied = {str(value) for value in overall_satisfied(campaign)}
    for query, take, more in (
        (_ARRIVALS, _arrived, {}),
        (_NOTICED, _noted, {}),
        (_OVERALL, _rating(satisfied), {}),
        (_VECTORS, _given, {"scales": scales(campaign)}),
    ):
        for unit_id, counter_id, channel, *told in duck.execute(query, asked | more).fetchall():
            ways = found.setdefault((unit_id, counter_id), {})
            take(ways.setdefault(channel, _Gathered()), *told)
    return {place: _observed(ways) for place, ways in sorted(found.items())}


def ratings_by_day(
    duck: "DuckDBPyConnection", campaign: Campaign, since: date, until: date
) -> dict[int, dict[date, int]]:
    """Return by unit how many rated on each day by what is kept the moment it is given."""
    query = (
        "SELECT unit_id, day, count(*) FROM responses WHERE campaign_id = $campaign AND day "
        "BETWEEN $since AND $until AND NOT is_out AND channel IN ('qr', 'receipt', 'kiosk') "
        "GROUP BY ALL"
    )
    days: dict[int, dict[date, int]] = {}
    asked = {"campaign": campaign.id, "since": since, "until": until}
    for unit_id, day, n in duck.execute(query, asked).fetchall():
        days.setdefault(unit_id, {})[day] = n
    return days


def scales(campaign: Campaign) -> list[str]:
    """Return the questions of the scale that most of them share: those make a form's line."""
    questionnaire = library.find(campaign.questionnaire, campaign.version)
    by_scale: dict[str, list[str]] = {}
    for question in questionnaire.questions:
        if question.scale is not None:
            by_scale.setdefault(question.scale.code, []).extend(keys_of(question))
    return max(by_scale.values(), key=len, default=[])


def by_hour(seen: Observed, channel: str) -> list[int]:
    """Return how many came in each hour of the day, by `channel` ("": by every one)."""
    hours = [0] * 24
    for name, way in seen.ways.items():
        if channel in ("", name):
            for moments in way.arrivals.values():
                for moment in moments:
                    hours[moment // 60] += 1
    return hours


def _arrived(way: _Gathered, day: date, moment: int | None, n: int) -> None:
    way.per_day[day] = way.per_day.get(day, 0) + n
    if moment is not None:
        way.arrivals.setdefault(day, []).extend([moment] * n)


def _noted(way: _Gathered, flags: str, n: int) -> None:
    for flag in json.loads(flags):
        way.noticed[flag] = way.noticed.get(flag, 0) + n


def _rating(satisfied: Iterable[str]) -> Callable[[_Gathered, str, int], None]:
    def take(way: _Gathered, value: str, n: int) -> None:
        x, all_ = way.overall
        way.overall = (x + n * (value in satisfied), all_ + n)

    return take


def _given(way: _Gathered, given: str, n: int) -> None:
    way.vectors[tuple(given.split())] = n


def _observed(ways: dict[str, _Gathered]) -> Observed:
    return Observed({channel: _way(way) for channel, way in sorted(ways.items())})


def _way(way: _Gathered) -> Way:
    told: dict[str, Any] = {"noticed": way.noticed, "overall": way.overall}
    arrivals = {day: sorted(moments) for day, moments in sorted(way.arrivals.items())}
    return Way(way.per_day, arrivals, vectors=way.vectors, **told)
