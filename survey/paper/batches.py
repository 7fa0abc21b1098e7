"""Batches: forms dealt their codes to be printed together, for a unit or for drawn cases.

A case gets one form, whoever prints; reserve cases get theirs when they are needed. At the
closing the cases are cut out of the forms, so that nothing leads from a form to a household.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.orm import Session

from survey import clock
from survey.access import paths
from survey.campaigns.models import Campaign
from survey.paper import codes
from survey.paper.models import Batch, Form
from survey.places.models import Unit

MOST = 5_000
"""Forms in one batch."""

# Of the draw in force: the newest.
_CASES = text("""
    SELECT cases.id, cases.unit_id, cases.code, cases.label, cases.place FROM cases
    JOIN units ON units.id = cases.unit_id
    WHERE cases.campaign_id = :campaign_id AND cases.unit_id IN :units
    AND cases.draw_id = (SELECT max(id) FROM draws WHERE campaign_id = :campaign_id)
    AND (cases.place = 'main' OR :with_reserve)
    AND NOT EXISTS (SELECT 1 FROM paper_forms WHERE paper_forms.case_id = cases.id)
    ORDER BY units.name_folded, cases.place, cases.number
""").bindparams(bindparam("units", expanding=True))
_HANDED_OUT = text("""
    SELECT paper_forms.code, units.name AS unit, cases.code AS case_code, cases.label, cases.place
    FROM paper_forms JOIN cases ON cases.id = paper_forms.case_id
    JOIN units ON units.id = cases.unit_id
    WHERE paper_forms.batch_id = :batch_id
    ORDER BY units.name_folded, cases.place, cases.number
""")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed: for which campaign and unit, in which language."""

    campaign: Campaign
    unit: Unit
    language: str
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """Which form goes to which case."""

    code: str
    unit: str
    case_code: str
    label: str | None
    place: str


def deal(session: Session, order: Order, count: int) -> Batch:
    """Keep `count` new forms of a unit; the caller commits."""
    return _kept(session, order, [(order.unit.id, None)] * count)


def deal_to_cases(session: Session, order: Order, *, with_reserve: bool = False) -> Batch | None:
    """Keep a form for each case below the unit that has none; None where none is left."""
    asked = {"campaign_id": order.campaign.id, "units": sorted(paths.below(session, order.unit.id))}
    found = session.execute(_CASES, asked | {"with_reserve": with_reserve})
    cases = [(row.unit_id, row.id) for row in found][:MOST]
    return _kept(session, order, cases) if cases else None


def handed_out(session: Session, batch_id: int) -> list[Handed]:
    """Return which form of a batch goes to which case; nothing once the campaign has closed."""
    return [Handed(*row) for row in session.execute(_HANDED_OUT, {"batch_id": batch_id})]


def forms_of(session: Session, batch: Batch) -> list[Form]:
    """Return the forms of a batch in the order they are handed out, or by code."""
    forms = session.scalars(select(Form).where(Form.batch_id == batch.id).order_by(Form.code))
    by_code = {form.code: form for form in forms}
    placed = [handed.code for handed in handed_out(session, batch.id)]
    rest = [code for code in by_code if code not in set(placed)]
    return [by_code[code] for code in (*placed, *rest)]


def cut_cases(session: Session, campaign: Campaign) -> None:
    """Take the cases out of a campaign's forms, for good."""
    cut = update(Form).where(Form.campaign_id == campaign.id, Form.case_id.is_not(None))
    session.execute(cut.values(case_id=None), execution_options={"synchronize_session": False})


def _kept(session: Session, order: Order, meant_for: Collection[tuple[int, int | None]]) -> Batch:
    batch = Batch(
        campaign_id=order.campaign.id,
        unit_id=order.unit.id,
        language=order.language,
        forms=len(meant_for),
        account_id=order.account_id,
        made_at=clock.now(),
    )
    session.add(batch)
    session.flush()
    rows = [
        {
            "code": code,
            "batch_id": batch.id,
            "campaign_id": order.campaign.id,
            "unit_id": unit_id,
            "case_id": case_id,
        }
        # Any code may fall to any case; the rows are written by code all the same.
        for code, (unit_id, case_id) in zip(_dealt(session, meant_for), meant_for, strict=True)
    ]
    session.execute(insert(Form), sorted(rows, key=lambda row: str(row["code"])))
    return batch


def _dealt(session: Session, meant_for: Collection[object]) -> list[str]:
    dealt = codes.deal(len(meant_for))
    while taken := set(session.scalars(select(Form.code).where(Form.code.in_(dealt)))):
        left = [code for code in dealt if code not in taken]
        dealt = left + codes.deal(len(taken), left)
    codes.shuffle(dealt)
    return dealt
