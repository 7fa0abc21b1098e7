"""The watch: one campaign and month is screened, and what stands out is kept once.

Counters are held against all others of the campaign, whoever asks; what is kept is of the
units that whoever asks answers for. Found again, a suspicion is the same row.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from analysis.columns.opening import opened
from analysis.integrity.models import Suspicion
from analysis.integrity.observing import Place, by_hour, observed, ratings_by_day
from analysis.integrity.signs.observed import Observed, OfficeHours
from analysis.integrity.signs.screen import screened
from analysis.integrity.unit_signs import Asked, Seen, of_units
from analysis.rollup.keeping import insert_of

STEPS = 4


def watch(  # noqa: PLR0913  two databases, what is asked, and who hears of it
    session: Session,
    engine: Engine,
    folder: Path,
    asked: Asked,
    hours: OfficeHours,
    *,
    at: datetime,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """Screen what is asked for; return how many suspicions are new. Commits what it keeps."""
    with opened(engine, folder) as duck:
        progress(1, STEPS)
        seen = observed(duck, asked.campaign, asked.since, asked.until)
        days = ratings_by_day(duck, asked.campaign, asked.since, asked.until)
    out = _at_counters(seen, asked, hours)
    progress(2, STEPS)
    out += of_units(session, asked, days, seen)
    progress(3, STEPS)
    # SQLite makes no writer of a reader that has looked already.
    session.rollback()
    session.connection(execution_options={"writes": True})
    new = _keep(session, asked, out, at)
    session.commit()
    progress(STEPS, STEPS)
    return new


def _at_counters(seen: Mapping[Place, Observed], asked: Asked, hours: OfficeHours) -> list[Seen]:
    places = list(seen)
    return [
        Seen(places[one.place], one, by_hour(seen[places[one.place]], one.sign.channel))
        for one in screened(list(seen.values()), hours)
        if one.stands_out and places[one.place][0] in asked.unit_ids
    ]


def _keep(session: Session, asked: Asked, out: Sequence[Seen], at: datetime) -> int:
    """Keep what is not kept yet and return how many that was: others may be at it just now."""
    connection = session.connection()
    rows = {_key(each): _row(asked, each, at) for each in out}
    new = insert_of(connection)(Suspicion.__table__).on_conflict_do_nothing()
    kept = [
        connection.scalar(new.values(row).returning(Suspicion.id)) is not None
        for _, row in sorted(rows.items(), key=itemgetter(0))
    ]
    return sum(kept)


def _key(each: Seen) -> tuple[int, int, str, str]:
    return (*each.place, each.found.sign.name, each.found.sign.channel)


def _row(asked: Asked, each: Seen, at: datetime) -> dict[str, Any]:
    sign = each.found.sign
    evidence: dict[str, Any] = dict(sign.evidence)
    if any(each.hours):
        evidence["hours"] = list(each.hours)
    return {
        "unit_id": each.place[0],
        "counter_id": each.place[1],
        "campaign_id": asked.campaign.id,
        "sign": sign.name,
        "channel": sign.channel,
        "since": asked.since,
        "until": asked.until,
        "p": sign.p,
        "adjusted_p": each.found.adjusted,
        "n": sign.n,
        "days": list(sign.days),
        "evidence": evidence,
        "found_at": at,
    }
