"""Keeping: a ballot goes into its unit's chain once, or it has been there before.

One transaction: lock the chain's head; the same Visit gives the same receipt;
otherwise link, append and move the head. The caller commits, and may say "kept"
only after that. The campaign is looked at under the lock, because closing a
campaign takes the same locks: an answer comes before the closing or is refused.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session

from forms.answers import canonical
from survey.campaigns.models import Campaign
from survey.responses.ballot import Ballot, body_of, digest_of
from survey.responses.ledger import GENESIS, Head, follow
from survey.responses.models import Chain, Remark, Response
from survey.responses.receipts import receipt_of

Row = dict[str, object]

_CHAIN = Chain.__table__
_RESPONSE = Response.__table__
_REMARK = Remark.__table__
_HEAD = select(_CHAIN.c.position, _CHAIN.c.link).with_for_update()
_BIRTH = text(
    "INSERT INTO chains (unit_id, position, link) VALUES (:unit_id, 0, :link) "
    "ON CONFLICT DO NOTHING"
)


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
    """Put one ballot into the ledger, or say where it already stands."""
    return keep_all(session, [ballot])[0]


def keep_all(session: Session, ballots: Sequence[Ballot]) -> list[Kept]:
    """Put ballots of one unit into its chain, in order, under one lock.

    Raises CampaignClosed, before anything is written, when a new one is too late.
    """
    unit_id = ballots[0].unit_id
    head = _lock(session, unit_id)
    known = _standing(session, [ballot.id for ballot in ballots])
    fresh = [ballot for ballot in ballots if ballot.id not in known]
    _demand_open(session, {ballot.campaign_id for ballot in fresh})
    rows, remarks, head = _linked(head, fresh)
    _append(session, unit_id, head, list(rows.values()), remarks)
    return [_kept(session, ballot, known.get(ballot.id), rows) for ballot in ballots]


def standing(session: Session, ballot: Ballot) -> Kept | None:
    """Return where this ballot already stands, without adding it."""
    row = _standing(session, [ballot.id]).get(ballot.id)
    return None if row is None else _known(session, ballot, row)


def _lock(session: Session, unit_id: int) -> Head:
    found = session.execute(_HEAD.where(_CHAIN.c.unit_id == unit_id)).first()
    if found is None:
        # Two first answers may meet here: one makes the head, both then lock it.
        session.execute(_BIRTH, {"unit_id": unit_id, "link": GENESIS})
        found = session.execute(_HEAD.where(_CHAIN.c.unit_id == unit_id)).one()
    return Head(found.position, found.link)


def _standing(session: Session, ids: Sequence[str]) -> dict[str, Row]:
    columns = (_RESPONSE.c.id, _RESPONSE.c.link, _RESPONSE.c.day, _RESPONSE.c.answers)
    found = session.execute(select(*columns).where(_RESPONSE.c.id.in_(ids)))
    return {row.id: dict(row._mapping) for row in found}


def _demand_open(session: Session, campaign_ids: Iterable[int]) -> None:
    for campaign_id in campaign_ids:
        is_open = select(Campaign.opened_at.is_not(None) & Campaign.closed_at.is_(None))
        if not session.scalar(is_open.where(Campaign.id == campaign_id)):
            raise CampaignClosed


def _linked(head: Head, ballots: Sequence[Ballot]) -> tuple[dict[str, Row], list[Row], Head]:
    rows: dict[str, Row] = {}
    remarks: list[Row] = []
    for ballot in ballots:
        if ballot.id in rows:
            continue
        own = _remarks(ballot)
        row = _row(ballot, head.position + 1, own)
        entry = follow(head, body_of(row))
        head = Head(entry.position, entry.link)
        rows[ballot.id] = {**row, "link": entry.link}
        remarks += own
    return rows, remarks, head


def _remarks(ballot: Ballot) -> list[Row]:
    return [
        {"response_id": ballot.id, "question": code, "salt": secrets.token_hex(16), "words": words}
        for code, words in ballot.words.items()
    ]


def _row(ballot: Ballot, position: int, remarks: Sequence[Row]) -> Row:
    digests = {
        str(remark["question"]): digest_of(str(remark["words"]), str(remark["salt"]))
        for remark in remarks
    }
    return {
        "id": ballot.id,
        "unit_id": ballot.unit_id,
        "position": position,
        "campaign_id": ballot.campaign_id,
        "counter_id": ballot.counter_id,
        "questionnaire": ballot.questionnaire,
        "version": ballot.version,
        "language": ballot.language,
        "channel": ballot.channel,
        "day": ballot.day,
        "minute": ballot.minute,
        "salt": secrets.token_hex(16),
        "answers": canonical(ballot.answers),
        "words": canonical(digests),
    }


def _append(
    session: Session,
    unit_id: int,
    head: Head,
    rows: list[Row],
    remarks: list[Row],
) -> None:
    if not rows:
        return
    session.execute(insert(_RESPONSE), rows)
    if remarks:
        session.execute(insert(_REMARK), remarks)
    session.execute(
        update(_CHAIN)
        .where(_CHAIN.c.unit_id == unit_id)
        .values(position=head.position, link=head.link)
    )


def _kept(session: Session, ballot: Ballot, known: Row | None, rows: Mapping[str, Row]) -> Kept:
    if known is not None:
        return _known(session, ballot, known)
    return Kept(Outcome.KEPT, str(rows[ballot.id]["link"]), ballot.day)


def _known(session: Session, ballot: Ballot, row: Row) -> Kept:
    day = row["day"]
    assert isinstance(day, date)
    return Kept(_compare(session, ballot, row), str(row["link"]), day)


def _compare(session: Session, ballot: Ballot, row: Row) -> Outcome:
    remarks = session.execute(select(_REMARK).where(_REMARK.c.response_id == ballot.id))
    words = {remark.question: remark.words for remark in remarks}
    is_same = row["answers"] == canonical(ballot.answers) and all(
        kept is None or kept == ballot.words.get(question) for question, kept in words.items()
    )
    is_same = is_same and words.keys() == ballot.words.keys()
    return Outcome.KEPT_BEFORE if is_same else Outcome.KEPT_OTHERWISE
