"""The chains a campaign's answers go to: there from its opening, locked at its closing.

Plain SQL, for the room that keeps the chains stands above this one. They are
always made and locked by unit, so that nobody waits in a circle.
"""

from sqlalchemy import bindparam, column, select, table, text
from sqlalchemy.orm import Session

NOTHING_YET = "0" * 64
"""The link before the first, as `survey.responses.ledger` has it (a test compares)."""

_CHAINS = table("chains", column("unit_id"))
_BELOW = text("""
    WITH RECURSIVE below(id) AS (
        SELECT unit_id FROM campaign_units WHERE campaign_id = :campaign_id
        UNION
        SELECT units.id FROM units JOIN below ON units.parent_id = below.id
    )
    SELECT units.id FROM below
    JOIN units ON units.id = below.id
    JOIN campaigns ON campaigns.id = :campaign_id
    WHERE valid_from <= ends_on AND (valid_to IS NULL OR valid_to >= starts_on)
    ORDER BY units.id
""")
_BIRTHS = text("""
    INSERT INTO chains (unit_id, position, link)
    SELECT id, 0, :link FROM units WHERE id IN :ids ORDER BY id
    ON CONFLICT DO NOTHING
""").bindparams(bindparam("ids", expanding=True))


def lock_chains(session: Session, campaign_id: int) -> None:
    """Lock the chain of every unit that is asked in the campaign; make those that lack."""
    ids = list(session.scalars(_BELOW, {"campaign_id": campaign_id}))
    session.execute(_BIRTHS, {"ids": ids, "link": NOTHING_YET})
    wanted = select(_CHAINS.c.unit_id).where(_CHAINS.c.unit_id.in_(ids))
    session.execute(wanted.order_by(_CHAINS.c.unit_id).with_for_update()).all()
