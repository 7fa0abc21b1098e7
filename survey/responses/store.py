"""Keeping: a ballot goes into its unit's chain once, or it has been there before.

One transaction: lock the chain's head; the same Visit gives the same receipt;
otherwise link, append and move the head. The caller commits, and may say "kept"
only after that. The campaign is looked at under the lock, because closing a
campaign takes the same locks: an answer comes before the closing or is refused.

The statements are written out: between the lock and the commit everybody else at
this unit waits.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from sqlalchemy import Date, bindparam, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from forms.answers import canonical
from survey.campaigns.models import Campaign
from survey.responses.ballot import LINKED_COLUMNS, Ballot
from survey.responses.ledger import GENESIS, Head
from survey.responses.linking import Linked, Row, linked
from survey.responses.models import Remark, Response
from survey.responses.receipts import receipt_of

_REMARK = Remark.__table__
_COLUMNS = (*LINKED_COLUMNS, "link")
_HEAD = "SELECT position, link FROM chains WHERE unit_id = :unit_id"
_LOCK = {"sqlite": text(_HEAD), "postgresql": text(f"{_HEAD} FOR UPDATE")}
_BIRTH = text(
    "INSERT INTO chains (unit_id, position, link) VALUES (:unit_id, 0, :link) "
    "ON CONFLICT DO NOTHING"
)
_CHECK = text("""
    SELECT opened_at IS NOT NULL AND closed_at IS NULL AS is_open, responses.id AS known
    FROM campaigns LEFT JOIN responses ON responses.id = :id
    WHERE campaigns.id = :campaign_id
""")
_APPEND = text(
    f"INSERT INTO responses ({', '.join(_COLUMNS)}) VALUES (:{', :'.join(_COLUMNS)})"
).bindparams(bindparam("day", type_=Date()))
_APPEND_WORDS = text(
    "INSERT INTO remarks (response_id, question, salt, words) "
    "VALUES (:response_id, :question, :salt, :words)"
)
_MOVE = text("UPDATE chains SET position = :position, link = :link WHERE unit_id = :unit_id")


class CampaignClosed(Exception):
    """The campaign is not open, so nothing can be added to it."""


class Outcome(Enum):
    """What became of a ballot that was handed in."""

    KEPT = "kept"
    KEPT_BEFORE = "kept before"
    KEPT_OTHERWISE = "kept otherwise"  # the same Visit had already answered something else


@dataclass(frozen=True, slots=True)
class Kept:
    """A response that stands in the ledger."""

    outcome: Outcome
    link: str
    day: date

    @property
    def receipt(self) -> str:
        """The receipt the citizen takes home."""
        return receipt_of(self.link)


def keep(session: Session, ballot: Ballot) -> Kept:
    """Put one ballot into the ledger, or say where it already stands.

    Raises CampaignClosed, with nothing written, when it is new and too late.
    """
    connection = session.connection()
    head = _lock(connection, ballot.unit_id)
    asked = {"id": ballot.id, "campaign_id": ballot.campaign_id}
    found = connection.execute(_CHECK, asked).first()
    if found is not None and found.known:
        return _known(session, ballot, _standing(session, [ballot.id])[ballot.id])
    if found is None or not found.is_open:
        raise CampaignClosed
    new = linked(head, [ballot])
    _append(connection, ballot.unit_id, new)
    return _new(ballot, new)


def keep_all(session: Session, ballots: Sequence[Ballot]) -> list[Kept]:
    """Put ballots of one unit into its chain, in order, under one lock.

    Raises CampaignClosed, with nothing written, when a new one is too late.
    """
    unit_id = ballots[0].unit_id
    head = _lock(session.connection(), unit_id)
    known = _standing(session, [ballot.id for ballot in ballots])
    fresh = [ballot for ballot in ballots if ballot.id not in known]
    _demand_open(session, {ballot.campaign_id for ballot in fresh})
    new = linked(head, fresh)
    _append(session.connection(), unit_id, new)
    return [
        _known(session, ballot, known[ballot.id]) if ballot.id in known else _new(ballot, new)
        for ballot in ballots
    ]


def standing(session: Session, ballot: Ballot) -> Kept | None:
    """Return where this ballot already stands, without adding it."""
    row = _standing(session, [ballot.id]).get(ballot.id)
    return None if row is None else _known(session, ballot, row)


def _lock(connection: Connection, unit_id: int) -> Head:
    lock = _LOCK[connection.dialect.name]
    found = connection.execute(lock, {"unit_id": unit_id}).first()
    if found is None:
        # Two first answers may meet here: one makes the head, both then lock it.
        connection.execute(_BIRTH, {"unit_id": unit_id, "link": GENESIS})
        found = connection.execute(lock, {"unit_id": unit_id}).one()
    return Head(found.position, found.link)


def _standing(session: Session, ids: Sequence[str]) -> dict[str, Row]:
    columns = (Response.id, Response.link, Response.day, Response.answers)
    found = session.execute(select(*columns).where(Response.id.in_(ids)))
    return {row.id: dict(row._mapping) for row in found}


def _demand_open(session: Session, campaign_ids: Iterable[int]) -> None:
    for campaign_id in campaign_ids:
        is_open = select(Campaign.opened_at.is_not(None) & Campaign.closed_at.is_(None))
        if not session.scalar(is_open.where(Campaign.id == campaign_id)):
            raise CampaignClosed


def _append(connection: Connection, unit_id: int, new: Linked) -> None:
    if not new.rows:
        return
    connection.execute(_APPEND, list(new.rows.values()))
    if new.remarks:
        connection.execute(_APPEND_WORDS, new.remarks)
    moved = {"unit_id": unit_id, "position": new.head.position, "link": new.head.link}
    connection.execute(_MOVE, moved)


def _new(ballot: Ballot, new: Linked) -> Kept:
    return Kept(Outcome.KEPT, str(new.rows[ballot.id]["link"]), ballot.day)


def _known(session: Session, ballot: Ballot, row: Row) -> Kept:
    day = row["day"]
    assert isinstance(day, date)
    return Kept(_compare(session, ballot, row), str(row["link"]), day)


def _compare(session: Session, ballot: Ballot, row: Mapping[str, object]) -> Outcome:
    remarks = session.execute(select(_REMARK).where(_REMARK.c.response_id == ballot.id))
    words = {remark.question: remark.words for remark in remarks}
    is_same = row["answers"] == canonical(ballot.answers) and all(
        kept is None or kept == ballot.words.get(question) for question, kept in words.items()
    )
    is_same = is_same and words.keys() == ballot.words.keys()
    return Outcome.KEPT_BEFORE if is_same else Outcome.KEPT_OTHERWISE
