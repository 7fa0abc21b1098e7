"""More of a campaign's life from the command line: listed, planned, copied, published."""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from sqlalchemy import select

from survey.campaigns import afterwards, copying, life, plans, words
from survey.campaigns.cli import campaign_called
from survey.campaigns.models import Campaign
from survey.campaigns.reading import all_listed
from survey.cli import survey_commands
from survey.clock import today
from survey.db import session, writing_session
from survey.row import CannotRead
from survey.sheets import rows_in

_COLUMNS = (
    *("code", "kind", "state", "starts_on", "ends_on", "name", "units"),
    *("questionnaire", "version", "fewest", "planned"),
)


@survey_commands.command("campaigns")
@click.option(
    "--format", "layout", type=click.Choice(["table", "json", "csv"]), default="table", help="Dạng."
)
def list_campaigns(layout: str) -> None:
    """In các đợt khảo sát, mới nhất trước."""
    found = list(_rows())
    if layout == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    elif layout == "csv":
        writer = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, "units": " ".join(row["units"])} for row in found)
    elif not found:
        click.echo("Chưa có đợt khảo sát nào.")
    else:
        for row in found:
            days = f"{row['starts_on']}…{row['ends_on']}"
            click.echo(
                f"{row['code']:<20} {row['kind']:<8} {row['state']:<9} {days}  {row['name']}"
            )


@survey_commands.command("copy-campaign")
@click.argument("code")
def copy_campaign(code: str) -> None:
    """Chép một đợt thành bản nháp cho năm sau, và báo điều gì đã khác."""
    writing_session()
    try:
        copied = copying.copy(session(), campaign_called(code))
    except copying.NowhereLeft:
        raise click.ClickException("Năm sau không còn đơn vị nào của đợt này.") from None
    session().commit()
    for sentence in words.copied(copied):
        click.echo(sentence)


@survey_commands.command("publish-campaign")
@click.argument("code")
@click.argument("said", metavar="WORDS")
def publish_campaign(code: str, said: str) -> None:
    """Ghi nhận rằng kết quả đã công bố ở đâu (WORDS); chỉ một lần, sau khi đóng."""
    writing_session()
    try:
        afterwards.publish(session(), campaign_called(code), said)
    except afterwards.NothingSaid:
        raise click.ClickException(_UNREADABLE) from None
    except life.WrongTurn:
        raise click.ClickException(f"Đợt {code} chưa đóng, hoặc đã công bố rồi.") from None
    session().commit()
    click.echo(f"Đã ghi nhận việc công bố đợt khảo sát {code}.")


@survey_commands.command("annotate")
@click.argument("code")
@click.argument("said", metavar="WORDS")
def annotate(code: str, said: str) -> None:
    """Thêm ghi chú WORDS cho một đợt đã đóng; ghi chú không xóa được."""
    writing_session()
    try:
        afterwards.annotate(session(), campaign_called(code), said)
    except afterwards.NothingSaid:
        raise click.ClickException(_UNREADABLE) from None
    except life.WrongTurn:
        raise click.ClickException(
            f"Đợt {code} chưa đóng; chỉ đợt đã đóng mới có ghi chú."
        ) from None
    session().commit()
    click.echo(f"Đã thêm ghi chú cho đợt khảo sát {code}.")


@survey_commands.command("plan-campaign")
@click.argument("code")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def plan_campaign(code: str, file: Path) -> None:
    """Nhập số phiếu dự kiến từ tệp (mã đơn vị, số phiếu), thay cho kế hoạch cũ."""
    writing_session()
    campaign = campaign_called(code)
    try:
        units = plans.units_to_plan(session(), campaign)
        planned = plans.read_plans(rows_in(file, file.name), units)
    except CannotRead as reason:
        raise click.ClickException(str(reason)) from None
    for fault in planned.faults:
        click.echo(str(fault), err=True)
    if planned.faults or not planned.answers:
        raise click.ClickException("chưa nhận tệp; kế hoạch cũ giữ nguyên.")
    try:
        plans.set_plans(session(), campaign, planned.answers)
    except life.WrongTurn:
        raise click.ClickException(f"Đợt {code} đã đóng; kế hoạch giữ nguyên.") from None
    session().commit()
    click.echo(f"Đã nhập số phiếu dự kiến của {len(planned.answers)} đơn vị.")


_UNREADABLE = "Xin viết từ 1 đến 2.000 ký tự đọc được."


def _rows() -> Iterator[dict[str, object]]:
    wanted = select(Campaign).order_by(Campaign.starts_on.desc(), Campaign.id.desc())
    for each in all_listed(session(), session().scalars(wanted).all(), today()):
        campaign = each.campaign
        yield {
            "code": campaign.code,
            "kind": each.kind.value,
            "state": each.state.value,
            "starts_on": campaign.starts_on.isoformat(),
            "ends_on": campaign.ends_on.isoformat(),
            "name": campaign.name,
            "units": [unit.code for unit in each.units],
            "questionnaire": campaign.questionnaire,
            "version": campaign.version,
            "fewest": campaign.needed,
            "planned": sum(plans.plans_of(session(), campaign.id).values()),
        }
