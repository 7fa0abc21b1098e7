"""Spending a single-use code: once, in the transaction that keeps its response.

What is written is the code's mark alone, in a table that has no other column. It says
that some code was spent, not when, nor by which response, nor which dossier's it was.
"""

from collections.abc import Sequence

from sqlalchemy import bindparam, text
from sqlalchemy.engine import Connection

from survey.responses.ballot import Ballot

_SPENT = text("SELECT mark FROM spent_codes WHERE mark IN :marks").bindparams(
    bindparam("marks", expanding=True)
)
_SPEND = text("INSERT INTO spent_codes (mark) VALUES (:mark)")


def is_spent(connection: Connection, mark: str) -> bool:
    """Whether the single-use code with `mark` was spent."""
    return bool(connection.scalar(_SPENT, {"marks": [mark]}))


def spend(connection: Connection, ballots: Sequence[Ballot]) -> list[Ballot]:
    """Spend the codes of `ballots`; return those whose code was spent by another.

    The caller holds the lock of the units' chains, so nobody spends in between.
    """
    holders: dict[str, str] = {}
    for ballot in ballots:
        if ballot.spends is not None:
            holders.setdefault(ballot.spends, ballot.id)
    if not holders:
        return []
    gone = set(connection.scalars(_SPENT, {"marks": list(holders)}))
    fresh = [{"mark": mark} for mark in sorted(holders.keys() - gone)]
    if fresh:
        connection.execute(_SPEND, fresh)
    return [
        ballot
        for ballot in ballots
        if ballot.spends is not None
        and (ballot.spends in gone or holders[ballot.spends] != ballot.id)
    ]
