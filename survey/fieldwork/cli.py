"""Fieldwork from the command line: rates of a campaign, its interviewers, letting one in."""

import click
from flask import current_app

from survey.campaigns.models import Campaign
from survey.campaigns.reading import campaign_by_code
from survey.cli import survey_commands
from survey.db import session, writing_session
from survey.fieldwork import callbacks
from survey.fieldwork.assigning import interviewers_of
from survey.fieldwork.dispositions import Disposition
from survey.fieldwork.enrolling import open_enrolment
from survey.fieldwork.finding import has_fieldwork
from survey.fieldwork.numbering import ranges_of
from survey.fieldwork.progress import ends_by_kind, rates, visits_by_interviewer
from survey.fieldwork.words import RATES
from survey.offline import numbers


@survey_commands.command("fieldwork", help="Kết quả tiếp cận của một đợt khảo sát thực địa.")
@click.argument("code")
def tell(code: str) -> None:
    """Print how cases ended, AAPOR's rates, and each interviewer's visits."""
    campaign = _campaign(code)
    for end, n in ends_by_kind(session(), campaign).items():
        click.echo(f"{end.code:<6}{end.value:<20}{n:>8}")
    found = rates(session(), campaign)
    click.echo(f"n = {found.unweighted.n}")
    for kind, names in RATES.items():
        for name in names:
            both = (getattr(found.unweighted, kind)[name], getattr(found.weighted, kind)[name])
            click.echo(f"{name:<8}{_share(both[0]):>10}{_share(both[1]):>10}")
    click.echo(f"{'e':<8}{_share(found.unweighted.e):>10}{_share(found.weighted.e):>10}")
    visits = visits_by_interviewer(session(), campaign.id)
    for one in interviewers_of(session(), campaign.id):
        told = [f"{end} {visits[one.id, end]}" for end in Disposition if (one.id, end) in visits]
        click.echo(f"{one.name}: {', '.join(told) or '-'}")


@survey_commands.command("interviewers", help="Điều tra viên của một đợt khảo sát thực địa.")
@click.argument("code")
def list_interviewers(code: str) -> None:
    """List a campaign's interviewers, one a line."""
    for one in interviewers_of(session(), _campaign(code).id):
        seen = one.last_seen.isoformat() if one.last_seen else "-"
        missing = numbers.count(numbers.gaps(ranges_of(session(), one.id)))
        state = "revoked" if one.revoked_at else "-"
        click.echo(f"{one.id}  {seen}  {one.waiting:>6}  {missing:>4}  {state}  {one.name}")


@survey_commands.command("enrol-interviewer", help="Tạo mã đăng ký một máy phỏng vấn.")
@click.argument("code")
def enrol(code: str) -> None:
    """Print the address an interviewer's tablet opens and the PIN it asks for."""
    writer = writing_session()
    campaign = _campaign(code)
    if campaign.closed_at is not None:
        raise click.ClickException(f"Đợt {code} đã đóng nên không nhận thêm điều tra viên.")
    callbacks.begin(writer, campaign)
    secret = open_enrolment(writer, campaign)
    writer.commit()
    public_url = current_app.extensions["settings"].public_url
    click.echo(f"Địa chỉ: {public_url}/interview/#e={secret.code}")
    click.echo(f"Mã PIN:  {secret.pin}")


def _campaign(code: str) -> Campaign:
    campaign = campaign_by_code(session(), code)
    if campaign is None or not has_fieldwork(campaign):
        raise click.ClickException(f"Không có đợt khảo sát thực địa nào mang mã {code}.")
    return campaign


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"
