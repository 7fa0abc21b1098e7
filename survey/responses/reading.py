"""Reading the ledger: forward along a chain from a position, a piece at a time.

Nothing here hands out the minute of an answer; only `verification` may look at it.
"""

from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from survey.responses.models import WITH_WORDS, Chain, Remark, Response
from survey.responses.receipts import prefix_of

_COUNTED = (
    Response.id,
    Response.position,
    Response.campaign_id,
    Response.counter_id,
    Response.channel,
    Response.day,
    Response.answers,
    Response.words,
    Response.flags,
    Response.procedure_group,
)


def entries_after(session: Session, unit_id: int, position: int, limit: int) -> Sequence[Row]:
    """Return up to `limit` entries of a unit's chain that come after `position`."""
    return session.execute(
        select(*_COUNTED)
        .where(Response.unit_id == unit_id, Response.position > position)
        .order_by(Response.position)
        .limit(limit)
    ).all()


def words_of(
    session: Session, campaign_id: int, unit_ids: Sequence[int], limit: int, skip: int = 0
) -> list[str]:
    """Return citizens' words, in an order that tells nothing of when they came."""
    # A response's id is random, as good as a shuffle and the same at every look; in its
    # order a million responses need not be sorted to show five people's words.
    found = session.scalars(
        select(Remark.words)
        .join(Response, Response.id == Remark.response_id)
        .where(
            Response.campaign_id == campaign_id,
            Response.unit_id.in_(unit_ids),
            text(f"responses.{WITH_WORDS}"),
            Remark.words.is_not(None),
        )
        .order_by(Response.id, Remark.question)
        .limit(limit)
        .offset(skip)
    )
    return [words for words in found if words is not None]


def by_receipt(session: Session, receipt: str) -> Row | None:
    """Return day and unit of the response with `receipt`, and nothing else of it."""
    prefix = prefix_of(receipt)
    if prefix is None:
        return None
    return session.execute(
        select(Response.day, Response.unit_id)
        .where(Response.link >= prefix, Response.link < prefix + "g")
        .limit(1)
    ).first()


def heads(session: Session) -> Sequence[Row]:
    """Return unit, position and link of every chain's head."""
    return session.execute(
        select(Chain.unit_id, Chain.position, Chain.link).order_by(Chain.unit_id)
    ).all()
