"""Opening a slip: from the code on paper to what its rating may keep.

Only reads, and once a day has the keys destroyed that have expired. Nothing in this room
ever learns that a code was spent; the ledger keeps the mark, and the mark leads nowhere
without a key that is destroyed in time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select, text
from sqlalchemy.orm import Session

from survey.dossiers import codes, facts, keyring
from survey.dossiers.facts import Facts
from survey.dossiers.forgetting import forget_daily
from survey.dossiers.models import Dossier

_ON_TIME = case(
    (Dossier.due_on.is_(None) | Dossier.done_on.is_(None), None),
    (Dossier.done_on <= Dossier.due_on, True),
    else_=False,
).label("on_time")
_HIGHEST = 2**31
"""Numbers from here on are nobody's: what a wrong key or a guess unmasks mostly is."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What a code opens: where it may be spent, and what its rating keeps."""

    unit_id: int
    procedure_group: str | None
    resolving_unit_id: int | None
    on_time: bool | None
    mark: str
    is_expired: bool


def open_slip(session: Session, code: str, today: date) -> Slip | None:
    """Return what `code` opens; None for one that was altered or is none of ours."""
    forget_daily(session, today)
    asked = codes.normal(code)
    keys = keyring.living() if asked else {}
    if asked is None or not keys:
        return None
    numbers = {codes.number_in(key, asked): key for key in keys.values()}
    for dossier in _candidates(session, numbers):
        key = numbers[dossier.id]
        if codes.is_genuine(key, asked, bytes(dossier.code_hash)):
            return _opened(session, dossier, codes.mark_of(key, asked), today)
    return None


def code_of(dossier: Dossier) -> str:
    """Return the code of `dossier`; raise KeyGone where its quarter's key was destroyed."""
    key = keyring.slip_key(keyring.quarter_of(dossier.received_on))
    return codes.seal(key, dossier.id, dossier.code_hash)


def _candidates(session: Session, numbers: dict[int, bytes]) -> Sequence[Dossier]:
    likely = [number for number in numbers if number < _HIGHEST]
    return session.scalars(select(Dossier).where(Dossier.id.in_(likely))).all()


def _opened(session: Session, dossier: Dossier, mark: str, today: date) -> Slip:
    own = Facts(
        dossier.procedure_group,
        dossier.resolving_unit_id,
        facts.on_time(dossier.due_on, dossier.done_on),
    )
    told = facts.coarsened(own, _that_day(session, dossier))
    return Slip(
        unit_id=dossier.unit_id,
        procedure_group=told.procedure_group,
        resolving_unit_id=told.resolving_unit_id,
        on_time=told.on_time,
        mark=mark,
        is_expired=today > facts.last_day(dossier.received_on, dossier.done_on),
    )


def _that_day(session: Session, dossier: Dossier) -> dict[Facts, int]:
    wanted = (
        select(Dossier.procedure_group, Dossier.resolving_unit_id, _ON_TIME, func.count())
        .where(Dossier.unit_id == dossier.unit_id, Dossier.event_on == dossier.event_on)
        .group_by(Dossier.procedure_group, Dossier.resolving_unit_id, text("on_time"))
    )
    return facts.counted(session.execute(wanted))
