"""Keeping published scores: what is new goes in, what was printed otherwise is a correction.

Nothing is ever overwritten. A line that says what is known already adds nothing, so the
same sheet may be brought in twice. Whoever calls commits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from analysis.indices.models import PublishedScore
from analysis.indices.printed import Printed
from analysis.indices.score_sheets import subject_key
from survey import clock
from survey.diary.writing import note

ACT = "scores.imported"
_SAID = ("value", "n", "rank", "source", "decision", "method", "published_year")
_Key = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """How many scores were new, how many corrected others, and how many stood already."""

    new: int
    corrected: int
    already: int


def keep(
    session: Session, scores: Sequence[Printed], account_id: int | None, name: str = ""
) -> Kept:
    """Add those of `scores` that say something new; note in the diary who brought them."""
    years = {score.index_year for score in scores}
    standing = newest_of(session, PublishedScore.index_year.in_(years))
    rows = []
    corrected = 0
    for score in scores:
        before = standing.get(_key(score))
        if before is not None and _same(before, score):
            continue
        corrected += before is not None
        rows.append(_row(score, before.revision + 1 if before else 1, account_id))
    session.add_all(rows)
    found = Kept(len(rows) - corrected, corrected, len(scores) - len(rows))
    if rows:
        note(session, ACT, name, account_id, new=found.new, corrected=found.corrected)
    return found


def newest_of(session: Session, *among: ColumnElement[bool]) -> dict[_Key, PublishedScore]:
    """Return the row that holds for each score, of those for which all of `among` holds."""
    key = (
        *(PublishedScore.index_name, PublishedScore.subject_key),
        *(PublishedScore.index_year, PublishedScore.part),
    )
    last = select(func.max(PublishedScore.id)).where(*among).group_by(*key)
    # Corrections come later, so of the rows of a score the last has the highest revision.
    found = session.scalars(select(PublishedScore).where(PublishedScore.id.in_(last)))
    return {(row.index_name, row.subject_key, row.index_year, row.part): row for row in found}


def _key(score: Printed) -> _Key:
    return score.index, subject_key(score.subject), score.index_year, score.part


def _same(row: PublishedScore, score: Printed) -> bool:
    return all(getattr(row, name) == getattr(score, name) for name in _SAID)


def _row(score: Printed, revision: int, account_id: int | None) -> PublishedScore:
    low, high = score.scale
    return PublishedScore(
        index_name=score.index,
        subject=score.subject,
        subject_key=subject_key(score.subject),
        subject_code=score.code,
        part=score.part,
        index_year=score.index_year,
        scale_low=low,
        scale_high=high,
        revision=revision,
        entered_by=account_id,
        entered_at=clock.now(),
        **{name: getattr(score, name) for name in _SAID},
    )
