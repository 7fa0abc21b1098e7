"""Keeping: a ballot goes into its unit's chain once, or it has been there before.

One transaction: lock the chain's head; the same Visit gives the same receipt; a code
that was spent is not spent again; otherwise link, append and move the head. The caller
commits, and may say "kept" only after that. The campaign is looked at under the lock,
because closing a campaign takes the same locks: an answer comes before the closing, is
flagged LATE by whoever brings it, or is refused.

The statements are written out: between the lock and the commit everybody else at
this unit waits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from sqlalchemy import BindParameter, Date, TextClause, bindparam, text
from sqlalchemy.engine import Connection

from forms.answers import canonical
from survey.responses.ballot import LATER_COLUMNS, LINKED_COLUMNS, Ballot
from survey.responses.flags import LATE
from survey.responses.ledger import GENESIS, Head
from survey.responses.linking import Linked, Row, linked
from survey.responses.receipts import receipt_of
from survey.responses.spending import spend

_COLUMNS = (*LINKED_COLUMNS, *LATER_COLUMNS, "link")
_HEADS = "SELECT unit_id, position, link FROM chains WHERE unit_id IN :units ORDER BY unit_id"
_UNITS: BindParameter[int] = bindparam("units", expanding=True)
_LOCK = {
    "sqlite": text(_HEADS).bindparams(_UNITS),
    "postgresql": text(f"{_HEADS} FOR UPDATE").bindparams(_UNITS),
}
_BIRTH = text(
    "INSERT INTO chains (unit_id, position, link) VALUES (:unit_id, 0, :link) "
    "ON CONFLICT DO NOTHING"
)
_LOOK = text("""
    SELECT 'open' AS what, CAST(id AS VARCHAR(32)) AS id FROM campaigns
    WHERE id IN :campaigns AND opened_at IS NOT NULL AND closed_at IS NULL
    UNION ALL SELECT 'stands', id FROM responses WHERE id IN :ids
""").bindparams(bindparam("campaigns", expanding=True), bindparam("ids", expanding=True))
_STANDING = (
    text("SELECT id, link, day, answers FROM responses WHERE id IN :ids")
    .bindparams(bindparam("ids", expanding=True))
    .columns(day=Date())
)
_WORDS = text(
    "SELECT response_id, question, words FROM remarks WHERE response_id IN :ids"
).bindparams(bindparam("ids", expanding=True))
_APPEND = text(
    f"INSERT INTO responses ({', '.join(_COLUMNS)}) VALUES (:{', :'.join(_COLUMNS)})"
).bindparams(bindparam("day", type_=Date()))
_APPEND_WORDS = text(
    "INSERT INTO remarks (response_id, question, salt, words) "
    "VALUES (:response_id, :question, :salt, :words)"
)
_MOVE = text("UPDATE chains SET position = :position, link = :link WHERE unit_id = :unit_id")


class Outcome(Enum):
    """What became of a ballot that was handed in."""

    KEPT = "kept"
    KEPT_BEFORE = "kept before"
    KEPT_OTHERWISE = "kept otherwise"  # the same Visit had already answered something else
    SPENT = "spent"  # not kept: its single-use code was spent by another response


@dataclass(frozen=True, slots=True)
class Kept:
    """A response that stands in the ledger (but for one whose code was SPENT)."""

    outcome: Outcome
    link: str
    day: date

    @property
    def receipt(self) -> str:
        """The receipt the citizen takes home."""
        return receipt_of(self.link)


def keep(connection: Connection, ballots: Sequence[Ballot]) -> list[Kept | None]:
    """Put `ballots` into their units' chains, or say where each already stands.

    None stands for one that is new and whose campaign is not open. Ballots of one unit
    keep their order. However many units there are, the statements are as few.
    """
    heads = _lock(connection, sorted({ballot.unit_id for ballot in ballots}))
    stood, is_open = _look(connection, ballots)
    fresh = [
        b for b in ballots if b.id not in stood and (str(b.campaign_id) in is_open or _is_late(b))
    ]
    taken = spend(connection, fresh)
    spent = {ballot.id: Kept(Outcome.SPENT, "", ballot.day) for ballot in taken}
    new = linked(heads, [ballot for ballot in fresh if ballot.id not in spent])
    _append(connection, new)
    kept = {
        b.id: Kept(Outcome.KEPT, str(new.rows[b.id]["link"]), b.day)
        for b in fresh
        if b.id not in spent
    }
    return [stood.get(b.id) or kept.get(b.id) or spent.get(b.id) for b in ballots]


def _is_late(ballot: Ballot) -> bool:
    return LATE in ballot.flags


def standing(connection: Connection, ballot: Ballot) -> Kept | None:
    """Return where this ballot already stands, without adding it."""
    return _standing(connection, [ballot]).get(ballot.id)


def _lock(connection: Connection, units: Sequence[int]) -> dict[int, Head]:
    # In one order, so that two writers of several units never wait for each other.
    heads = _heads(connection, units)
    unborn = [unit_id for unit_id in units if unit_id not in heads]
    if unborn:
        # Two first answers may meet here: one makes the head, both then lock it.
        born = [{"unit_id": unit_id, "link": GENESIS} for unit_id in unborn]
        connection.execute(_BIRTH, born)
        heads |= _heads(connection, unborn)
    return heads


def _heads(connection: Connection, units: Sequence[int]) -> dict[int, Head]:
    found = connection.execute(_LOCK[connection.dialect.name], {"units": units})
    return {row.unit_id: Head(row.position, row.link) for row in found}


def _look(connection: Connection, ballots: Sequence[Ballot]) -> tuple[dict[str, Kept], set[str]]:
    """Return which of `ballots` stand already, and which of their campaigns are open."""
    campaigns = sorted({ballot.campaign_id for ballot in ballots})
    asked = {"campaigns": campaigns, "ids": [ballot.id for ballot in ballots]}
    found = connection.execute(_LOOK, asked).all()
    stands = {row.id for row in found if row.what == "stands"}
    stood = [ballot for ballot in ballots if ballot.id in stands]
    is_open = {row.id for row in found if row.what == "open"}
    return _standing(connection, stood) if stood else {}, is_open


def _standing(connection: Connection, ballots: Sequence[Ballot]) -> dict[str, Kept]:
    by_id = {ballot.id: ballot for ballot in ballots}
    found = connection.execute(_STANDING, {"ids": list(by_id)}).all()
    words: dict[str, dict[str, str | None]] = {row.id: {} for row in found}
    for row in connection.execute(_WORDS, {"ids": list(words)}) if words else ():
        words[row.response_id][row.question] = row.words
    return {
        row.id: Kept(_compared(by_id[row.id], row.answers, words[row.id]), row.link, row.day)
        for row in found
    }


def _compared(ballot: Ballot, answers: str, words: Mapping[str, str | None]) -> Outcome:
    # Words that were erased since can no longer be told from any others.
    is_same = answers == canonical(ballot.answers) and words.keys() == ballot.words.keys()
    is_same = is_same and all(
        kept in (None, ballot.words[question]) for question, kept in words.items()
    )
    return Outcome.KEPT_BEFORE if is_same else Outcome.KEPT_OTHERWISE


def _append(connection: Connection, new: Linked) -> None:
    if not new.rows:
        return
    _each(connection, _APPEND, list(new.rows.values()))
    _each(connection, _APPEND_WORDS, new.remarks)
    moved: list[Row] = [
        {"unit_id": unit_id, "position": head.position, "link": head.link}
        for unit_id, head in new.heads.items()
    ]
    _each(connection, _MOVE, moved)


def _each(connection: Connection, statement: TextClause, rows: Sequence[Row]) -> None:
    # A pile of one is the rule, and far cheaper as a statement than as a batch.
    if rows:
        connection.execute(statement, rows[0] if len(rows) == 1 else rows)
