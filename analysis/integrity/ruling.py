"""Ruling on what is held: a whole group counts or does not, said by two above its unit.

The rated unit cannot rule on itself; a province, above which nobody stands, rules on
everything. What is ruled was proposed by somebody else (`proposing`). A ruling is
appended with its reason and noted in the diary, and never taken back but by a newer one.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.integrity.reading import Group, same_group
from analysis.rollup.models import Apart
from analysis.rollup.ruled import Stand
from survey.diary.writing import note
from survey.places.models import Unit
from survey.responses.rulings import rule

LONGEST_REASON = 400
_LEVELS = ("xa", "huyen", "tinh")
_PIECE = 500  # what one statement takes as a list


class Refusal(StrEnum):
    """Why nothing was ruled."""

    GREW = "grew"
    NOTHING_NEW = "nothing_new"


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody says of a group: whether it counts, and why; `seen` is how many they saw."""

    counts: bool
    reason: str
    seen: int


def may_rule(own_level: str, level: str) -> bool:
    """Whether somebody at a unit of `own_level` may rule on one of `level` in their reach."""
    own, other = _LEVELS.index(own_level), _LEVELS.index(level)
    return own > other or own_level == _LEVELS[-1]


def may_rule_on(session: Session, own_unit_id: int, unit: Unit) -> bool:
    """Whether somebody at a unit may rule on `unit`, which is in their reach."""
    return may_rule(session.get_one(Unit, own_unit_id).level, unit.level)


def rule_on(
    session: Session, group: Group, word: Word, at: datetime, account_id: int
) -> Refusal | int:
    """Rule on every answer of `group` that does not stand so yet; return on how many.

    Refused when the group is no longer what was seen. The caller commits.
    """
    ids = concerned(session, group, word)
    if isinstance(ids, Refusal):
        return ids
    for first in range(0, len(ids), _PIECE):
        rule(
            session.connection(),
            ids[first : first + _PIECE],
            counts=word.counts,
            cause=group.cause,
            at=at,
            account_id=account_id,
            reason=word.reason,
        )
    _note(session, group, word, len(ids), account_id)
    return len(ids)


def concerned(session: Session, group: Group, word: Word) -> Refusal | list[str]:
    """Return which of `group` do not stand so yet, or why `word` cannot be taken."""
    found = session.execute(select(Apart.response_id, Apart.standing).where(*same_group(group)))
    standing: dict[str, str] = dict(found.all())
    if len(standing) != word.seen:
        return Refusal.GREW
    wanted = Stand.IN if word.counts else Stand.OUT
    ids = sorted(each for each, stand in standing.items() if stand != wanted)
    return ids or Refusal.NOTHING_NEW


def _note(session: Session, group: Group, word: Word, n: int, account_id: int) -> None:
    note(
        session,
        "responses.ruled",
        f"{group.unit_id} {group.counter_id} {group.day} {group.cause}",
        account_id,
        campaign_id=group.campaign_id,
        counts=word.counts,
        n=n,
        reason=word.reason,
    )
