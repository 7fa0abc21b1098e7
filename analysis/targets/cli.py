"""Targets and findings on the command line: the same rules as on the pages."""

import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.rollup.advance import catch_up
from analysis.targets.check import WHOLE
from analysis.targets.finding_reading import ListedFinding, Shown, findings_of
from analysis.targets.freezing import freeze_all
from analysis.targets.models import Target
from analysis.targets.review import remarks_on
from analysis.targets.watching import watch
from analysis.targets.words import OBJECTION_WORDS, remark_words
from analysis.targets.writing import NewTarget, TargetRefused, promise
from forms import library
from survey import clock, db
from survey.places.models import Unit
from survey.places.reading import unit_by_code

_DAY = click.DateTime(["%Y-%m-%d"])
_EVERY_FINDING = 2**31 - 1


@click.command("watch")
@click.option("--every", type=click.FloatRange(min=0.1), help="Lặp lại sau từng ấy giây.")
@with_appcontext
def watch_command(every: float | None) -> None:
    """Chốt các đợt đã đóng, xem cảnh báo của các đợt đang chạy, mở vấn đề cần khắc phục."""
    _watch()
    while every is not None:
        time.sleep(every)
        _watch()


@click.command("targets")
@with_appcontext
def targets_command() -> None:
    """In các chỉ tiêu (JSON) và những chỗ chồng lấn, bỏ trống."""
    with Session(db.engine()) as session:
        found = session.execute(
            select(Target, Unit.code)
            .outerjoin(Unit, Unit.id == Target.unit_id)
            .order_by(Target.kind, Target.valid_from, Target.id)
        )
        rows = [_target_row(target, code) for target, code in found]
        remarks = remarks_on(session, clock.today())
        _print({"targets": rows, "remarks": [remark_words(each) for each in remarks]})


@click.command("promise")
@click.option("--kind", type=click.Choice(["routine", "ad_hoc"]), required=True)
@click.option("--unit", help="Mã đơn vị; không ghi là mọi đơn vị.")
@click.option("--group", help="Lĩnh vực thủ tục; không ghi là mọi lĩnh vực.")
@click.option("--share", type=float, required=True, help="Tỷ lệ phần trăm, ví dụ 95.")
@click.option("--comparator", type=click.Choice([">", ">="]), default=">")
@click.option("--from", "first", type=_DAY, required=True, help="Ngày áp dụng, năm-tháng-ngày.")
@click.option("--source", required=True, help="Văn bản giao chỉ tiêu.")
@with_appcontext
def promise_command(unit: str | None, share: float, first: datetime, **told: Any) -> None:
    """Đặt một chỉ tiêu mới, theo đúng các điều kiện như trên trang."""
    points = round(share * WHOLE / 100) if abs(share) < WHOLE else 0
    with Session(db.engine()) as session:
        session.connection(execution_options={"writes": True})
        unit_id = _unit_id(session, unit, first.date())
        group = told.pop("group")
        new = NewTarget(**told, unit_id=unit_id, basis_points=points, valid_from=first.date())
        try:
            made = promise(session, _of_group(new, group), clock.today())
        except TargetRefused as refused:
            raise click.ClickException(str(OBJECTION_WORDS[refused.objection])) from None
        session.commit()
        click.echo(f"Đã đặt chỉ tiêu số {made.id}.")


@click.command("findings")
@click.option("--state", type=click.Choice([each.value for each in Shown]), default="open")
@with_appcontext
def findings(state: str) -> None:
    """In các vấn đề cần khắc phục (JSON)."""
    with Session(db.engine()) as session:
        units = session.scalars(select(Unit.id)).all()
        page, rows = 1, []
        while found := findings_of(session, units, Shown(state), page):
            rows += [_finding_row(each) for each in found[:50]]
            page += 1
        _print(rows)


def _watch() -> None:
    with Session(db.engine()) as session:
        catch_up(session)
        try:
            freeze_all(session, clock.now())
        except library.Altered as error:
            raise click.ClickException(str(error)) from error
    found = watch(db.engine(), clock.now())
    click.echo(f"Đã mở {found.opened} vấn đề cần khắc phục.", err=True)


def _unit_id(session: Session, code: str | None, day: date) -> int | None:
    if code is None:
        return None
    found = unit_by_code(session, code, day) or unit_by_code(session, code, clock.today())
    if found is None:
        raise click.ClickException(f"Không có mã {code}.")
    return found.id


def _of_group(new: NewTarget, group: str | None) -> NewTarget:
    return NewTarget(**{**asdict(new), "procedure_group": group})


def _target_row(target: Target, code: str | None) -> dict[str, Any]:
    columns = ("kind", "procedure_group", "comparator", "valid_from", "source")
    row = {name: getattr(target, name) for name in columns}
    return {"unit_code": code, "share": target.basis_points / WHOLE, **row}


def _finding_row(each: ListedFinding) -> dict[str, Any]:
    columns = ("id", "question", "cause", "opened_on", "closed_on", "closed_reason")
    return {
        **{name: getattr(each.finding, name) for name in columns},
        "unit_code": each.unit.code,
        "counter_code": each.counter.code if each.counter else None,
        "campaign": each.campaign.code,
        "evidence": asdict(each.evidence),
    }


def _print(found: dict[str, Any] | Sequence[Any]) -> None:
    click.echo(json.dumps(found, ensure_ascii=False, indent=2, default=date.isoformat))
