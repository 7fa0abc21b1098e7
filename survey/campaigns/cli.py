"""Campaigns from the command line: opened in one step, closed in one."""

from datetime import date, datetime

import click

from survey.campaigns import life
from survey.campaigns.kinds import Kind
from survey.campaigns.reading import campaign_by_code
from survey.cli import survey_commands
from survey.clock import today
from survey.db import session, writing_session
from survey.places.reading import unit_by_code

_DAY = click.DateTime(["%Y-%m-%d"])


@survey_commands.command("open-campaign")
@click.argument("code")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), required=True)
@click.option("--name", required=True, help="Tên đợt khảo sát.")
@click.option("--unit", "unit_codes", multiple=True, required=True, help="Mã đơn vị; lặp lại được.")
@click.option("--from", "starts", type=_DAY, required=True, help="Ngày đầu, YYYY-MM-DD.")
@click.option("--to", "ends", type=_DAY, required=True, help="Ngày cuối, YYYY-MM-DD.")
@click.option("--questionnaire", default="dossier", show_default=True, help="Mã phiếu khảo sát.")
def open_campaign(  # noqa: PLR0913, PLR0917  one parameter an option
    code: str,
    kind: str,
    name: str,
    unit_codes: tuple[str, ...],
    starts: datetime,
    ends: datetime,
    questionnaire: str,
) -> None:
    """Lập và mở một đợt khảo sát."""
    if ends < starts:
        raise click.ClickException("Ngày cuối phải từ ngày đầu trở đi.")
    writing_session()
    units = frozenset(_unit_id(unit_code, starts.date()) for unit_code in unit_codes)
    period = (starts.date(), ends.date())
    _open(life.Plan(code, name, Kind(kind), units, *period, questionnaire))
    click.echo(f"Đã mở đợt khảo sát {code}.")


@survey_commands.command("close-campaign")
@click.argument("code")
def close_campaign(code: str) -> None:
    """Đóng một đợt khảo sát và chốt số liệu; không mở lại được."""
    campaign = campaign_by_code(writing_session(), code)
    if campaign is None:
        raise click.ClickException(f"Không có đợt khảo sát {code}.")
    try:
        life.close_campaign(session(), campaign)
    except life.WrongTurn:
        raise click.ClickException(f"Đợt khảo sát {code} không ở trạng thái đang mở.") from None
    session().commit()
    click.echo(f"Đã đóng đợt khảo sát {code}.")


def _unit_id(code: str, day: date) -> int:
    unit = unit_by_code(session(), code, max(day, today()))
    if unit is None:
        raise click.ClickException(f"Không có đơn vị nào mang mã {code}.")
    return unit.id


def _open(plan: life.Plan) -> None:
    try:
        life.open_campaign(session(), life.draft(session(), plan))
    except life.CodeTaken:
        raise click.ClickException(f"Mã {plan.code} đã dùng cho đợt khác.") from None
    except life.Overlaps as overlap:
        raise click.ClickException(f"Trùng với đợt đang mở: {overlap}.") from None
    except life.NotUsable as error:
        raise click.ClickException(f"Phiếu {error} không dùng được trong đợt này.") from None
    except life.library.UnknownQuestionnaire:
        raise click.ClickException(f"Không có phiếu khảo sát {plan.questionnaire}.") from None
    except life.library.Altered as error:
        raise click.ClickException(str(error)) from None
    session().commit()
