"""Campaigns from the command line: drafted or opened in one step, closed in one."""

from datetime import date, datetime

import click

from survey.campaigns import life, words
from survey.campaigns.checking import is_code
from survey.campaigns.kinds import Kind
from survey.campaigns.models import Campaign
from survey.campaigns.plans import answers_in
from survey.campaigns.reading import campaign_by_code
from survey.cli import survey_commands
from survey.clock import today
from survey.db import session, writing_session
from survey.places.reading import unit_by_code

_DAY = click.DateTime(["%Y-%m-%d"])


@survey_commands.command("open-campaign")
@click.argument("code")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="Loại đợt.")
@click.option("--name", help="Tên đợt khảo sát.")
@click.option("--unit", "unit_codes", multiple=True, help="Mã đơn vị; lặp lại được.")
@click.option("--from", "starts", type=_DAY, help="Ngày đầu, YYYY-MM-DD.")
@click.option("--to", "ends", type=_DAY, help="Ngày cuối, YYYY-MM-DD.")
@click.option("--questionnaire", default="dossier", show_default=True, help="Mã phiếu khảo sát.")
@click.option("--fewest", help="Số phiếu tối thiểu của mỗi đơn vị; không ghi là theo loại.")
@click.option("--draft", "is_draft", is_flag=True, help="Chỉ lưu bản nháp, chưa mở.")
def open_campaign(  # noqa: PLR0913, PLR0917  one parameter an option
    code: str,
    kind: str | None,
    name: str | None,
    unit_codes: tuple[str, ...],
    starts: datetime | None,
    ends: datetime | None,
    questionnaire: str,
    fewest: str | None,
    is_draft: bool,
) -> None:
    """Lập và mở một đợt khảo sát; chỉ ghi CODE thì mở bản nháp đã có."""
    writing_session()
    if kind is None and name is None and not unit_codes and starts is None and ends is None:
        _open(campaign_called(code))
        return
    if kind is None or name is None or not unit_codes or starts is None or ends is None:
        raise click.UsageError("Cần đủ --kind, --name, --unit, --from và --to.")
    units = frozenset(_unit_id(unit_code, starts.date()) for unit_code in unit_codes)
    period = (starts.date(), ends.date())
    minimum = _minimum(fewest)
    plan = life.Plan(code, name, Kind(kind), units, *period, questionnaire, fewest=minimum)
    campaign = _drafted(plan)
    if is_draft:
        session().commit()
        click.echo(f"Đã lưu bản nháp {code}.")
        return
    _open(campaign)


@survey_commands.command("close-campaign")
@click.argument("code")
def close_campaign(code: str) -> None:
    """Đóng một đợt khảo sát và chốt số liệu; không mở lại được."""
    writing_session()
    campaign = campaign_called(code)
    try:
        life.close_campaign(session(), campaign)
    except life.WrongTurn:
        raise click.ClickException(f"Đợt khảo sát {code} không ở trạng thái đang mở.") from None
    session().commit()
    click.echo(f"Đã đóng đợt khảo sát {code}.")


def campaign_called(code: str) -> Campaign:
    """Return the campaign with `code`, or say that there is none."""
    campaign = campaign_by_code(session(), code)
    if campaign is None:
        raise click.ClickException(f"Không có đợt khảo sát {code}.")
    return campaign


def _unit_id(code: str, day: date) -> int:
    unit = unit_by_code(session(), code, max(day, today()))
    if unit is None:
        raise click.ClickException(f"Không có đơn vị nào mang mã {code}.")
    return unit.id


def _minimum(written: str | None) -> int | None:
    if written is None:
        return None
    count = answers_in(written)
    if count is None:
        raise click.BadParameter("phải là một số nguyên từ 1 trở lên.", param_hint="--fewest")
    return count


def _drafted(plan: life.Plan) -> Campaign:
    if not is_code(plan.code):
        raise click.ClickException(
            "Mã đợt gồm chữ không dấu, số, dấu gạch và dấu chấm; nhiều nhất 40 ký tự."
        )
    try:
        return life.draft(session(), plan)
    except life.CodeTaken:
        raise click.ClickException(f"Mã {plan.code} đã dùng cho đợt khác.") from None
    except life.Unfit as unfit:
        said = [words.objection(each, plan.kind) for each in unfit.objections]
        raise click.ClickException(" ".join(said)) from None
    except life.library.UnknownQuestionnaire:
        raise click.ClickException(f"Không có phiếu khảo sát {plan.questionnaire}.") from None
    except life.library.Altered as error:
        raise click.ClickException(str(error)) from None


def _open(campaign: Campaign) -> None:
    try:
        life.open_campaign(session(), campaign)
    except life.WrongTurn:
        raise click.ClickException(f"Đợt khảo sát {campaign.code} đã được mở.") from None
    except life.NotReady as refused:
        raise click.ClickException(f"Chưa mở được: {refused}") from None
    except life.Overlaps as overlap:
        raise click.ClickException(f"Trùng với đợt đang mở: {overlap}.") from None
    except life.NotUsable as error:
        raise click.ClickException(f"Phiếu {error} không dùng được trong đợt này.") from None
    except life.library.Altered as error:
        raise click.ClickException(str(error)) from None
    session().commit()
    click.echo(f"Đã mở đợt khảo sát {campaign.code}.")
