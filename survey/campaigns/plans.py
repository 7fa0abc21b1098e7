"""Planned answers: how many a campaign means to have at each of its units, and below it.

Typed in or imported; each plan given takes the place of the one before, until the campaign
is closed. Only units the campaign asks at can have a plan, and those of two levels are
never added up: a province's plan holds its communes'.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from survey.campaigns.life import WrongTurn
from survey.campaigns.models import Campaign, CampaignPlan, CampaignUnit
from survey.diary.writing import note
from survey.places.models import Unit
from survey.places.spelling import folded
from survey.row import CannotRead, Row

MOST = 10_000_000
_LEVELS = {"tinh": 0, "huyen": 1, "xa": 2}
_UNIT = ("ma don vi", "don vi", "unit code", "unit", "code", "ma")
_ANSWERS = ("so phieu", "so phieu du kien", "du kien", "chi tieu phieu", "answers", "plan")


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of a sheet that cannot be taken, and why."""

    line: int
    words: str

    def __str__(self) -> str:
        """Say it as the page and the command line do."""
        return f"Dòng {self.line}: {self.words}"


@dataclass(frozen=True, slots=True)
class Planned:
    """What a sheet plans: answers by unit, and the lines that could not be taken."""

    answers: Mapping[int, int]
    faults: tuple[Fault, ...]


def plans_of(session: Session, campaign_id: int) -> dict[int, int]:
    """Return how many answers a campaign plans: unit → answers."""
    wanted = select(CampaignPlan.unit_id, CampaignPlan.answers)
    found = session.execute(wanted.where(CampaignPlan.campaign_id == campaign_id))
    return {row.unit_id: row.answers for row in found}


def units_to_plan(session: Session, campaign: Campaign) -> list[Unit]:
    """Return the units a campaign asks at, with all below them, that stand in its days."""
    below = (
        select(CampaignUnit.unit_id.label("id"))
        .where(CampaignUnit.campaign_id == campaign.id)
        .cte("below", recursive=True)
    )
    below = below.union(select(Unit.id).join(below, Unit.parent_id == below.c.id))
    wanted = select(Unit).where(
        Unit.id.in_(select(below.c.id)),
        Unit.valid_from <= campaign.ends_on,
        (Unit.valid_to.is_(None)) | (Unit.valid_to >= campaign.starts_on),
    )
    return sorted(session.scalars(wanted), key=lambda unit: (_LEVELS[unit.level], unit.name_folded))


def set_plans(
    session: Session, campaign: Campaign, answers: Mapping[int, int], by: int | None = None
) -> None:
    """Plan `answers` (unit → how many) and nothing else; raises WrongTurn once it is closed."""
    session.refresh(campaign, with_for_update=True)
    if campaign.closed_at is not None:
        raise WrongTurn(campaign.code)
    session.execute(delete(CampaignPlan).where(CampaignPlan.campaign_id == campaign.id))
    session.add_all(
        CampaignPlan(campaign_id=campaign.id, unit_id=unit_id, answers=count)
        for unit_id, count in sorted(answers.items())
    )
    note(session, "campaign.planned", campaign.code, by, units=len(answers))
    session.flush()


def read_plans(rows: Iterable[Row], units: Iterable[Unit]) -> Planned:
    """Return what a sheet plans for `units`; raises CannotRead where it has not the columns."""
    lines = iter(rows)
    at_unit, at_answers = _columns(next(lines, Row(1, ())))
    by_code: dict[str, list[int]] = {}
    for unit in units:
        by_code.setdefault(unit.code, []).append(unit.id)
    answers: dict[int, int] = {}
    faults: list[Fault] = []
    for row in lines:
        words, unit_id, count = _read(row, at_unit, at_answers, by_code)
        if words is None and unit_id in answers:
            words = "đơn vị này đã có ở một dòng trên"
        if words is not None:
            faults.append(Fault(row.number, words))
        else:
            answers[unit_id] = count
    return Planned(answers, tuple(faults))


def answers_in(written: str) -> int | None:
    """Return a planned number of answers as people write it; None for what is none."""
    plain = written.strip().replace("\u00a0", "").replace(" ", "")
    parts = plain.split(".")
    if len(parts) > 1 and all(len(part) == 3 for part in parts[1:]) and 1 <= len(parts[0]) <= 3:
        plain = "".join(parts)  # 1.200 is a thousand and two hundred here
    if not (plain.isascii() and plain.isdigit() and len(plain) <= len(str(MOST))):
        return None
    return int(plain) if 1 <= int(plain) <= MOST else None


def _columns(heading: Row) -> tuple[int, int]:
    plain = [" ".join(folded(cell).replace("_", " ").split()) for cell in heading.cells]
    at = []
    for names, called in ((_UNIT, "mã đơn vị"), (_ANSWERS, "số phiếu")):
        place = next((plain.index(name) for name in names if name in plain), None)
        if place is None:
            raise CannotRead(f"Tệp thiếu cột “{called}”. Dòng đầu phải là tên cột.")
        at.append(place)
    return at[0], at[1]


def _read(
    row: Row, at_unit: int, at_answers: int, by_code: Mapping[str, list[int]]
) -> tuple[str | None, int, int]:
    if row.fault is not None:
        return row.fault, 0, 0
    if len(row.cells) <= max(at_unit, at_answers):
        return "thiếu ô", 0, 0
    code, written = row.cells[at_unit].strip(), row.cells[at_answers]
    # A workbook makes a number of 00070: its zeros are put back.
    found = by_code.get(code) or by_code.get(code.zfill(5)) or by_code.get(code.zfill(2)) or []
    if not found:
        return f"đợt này không hỏi ở đơn vị nào mang mã “{code[:20]}”", 0, 0
    if len(found) > 1:
        return f"mã “{code[:20]}” là của nhiều đơn vị", 0, 0
    count = answers_in(written)
    if count is None:
        return f"“{written.strip()[:20]}” không phải số phiếu từ 1 trở lên", 0, 0
    return None, found[0], count
