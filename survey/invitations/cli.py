"""Invitations from the command line: the list, the letters, and how many have answered."""

from pathlib import Path

import click
from sqlalchemy import select

from survey.campaigns.kinds import Kind
from survey.campaigns.models import Campaign
from survey.campaigns.reading import campaign_by_code
from survey.cli import survey_commands
from survey.db import session, writing_session
from survey.invitations import inviting, organising, sending
from survey.invitations.lists import people_in
from survey.invitations.models import Invitee
from survey.row import CannotRead
from survey.sheets import rows_in

_WHY = {
    sending.Objection.NOT_OPEN: "đợt chưa mở",
    sending.Objection.OVER: "đợt đã hết hạn hoặc đã đóng",
    sending.Objection.NOBODY: "chưa có ai trong danh sách",
    sending.Objection.NOT_INVITED_YET: "chưa gửi thư mời",
    sending.Objection.UNDER_WAY: "thư lần trước còn đang gửi",
}


@survey_commands.command("invite")
@click.argument("code")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--merge-small", is_flag=True, help="Gộp các nhóm dưới 5 người.")
def invite(code: str, file: Path, merge_small: bool) -> None:
    """Thêm người được mời từ danh sách (cột: email, nhóm, họ tên); dòng sai được nêu."""
    campaign = _invited(code)
    known = session().scalars(select(Invitee.address).where(Invitee.campaign_id == campaign.id))
    try:
        people, refused = people_in(rows_in(file, file.name), known.all())
    except CannotRead as reason:
        raise click.ClickException(str(reason)) from None
    added = inviting.invite(session(), campaign, people)
    merged = inviting.merge_small(session(), campaign.id) if merge_small else 0
    session().commit()
    for each in refused:
        click.echo(str(each), err=True)
    click.echo(f"Đã thêm {added} người, gộp {merged} nhóm; {len(refused)} dòng không được nhận.")
    if not added:
        raise SystemExit(1)


@survey_commands.command("send-invitations")
@click.argument("code")
@click.option("--remind", is_flag=True, help="Nhắc người chưa trả lời thay vì mời.")
def send_invitations(code: str, remind: bool) -> None:
    """Xếp thư mời (hoặc thư nhắc) vào hàng chờ gửi."""
    act = sending.send_reminders if remind else sending.send_invitations
    try:
        posted = act(session(), _invited(code))
    except sending.CannotSend as cannot:
        raise click.ClickException(f"Không gửi được: {_WHY[cannot.why]}.") from None
    session().commit()
    click.echo(f"Đã xếp {posted.letters} thư vào hàng chờ gửi.")


@survey_commands.command("invitations")
@click.argument("code")
def invitations(code: str) -> None:
    """Mỗi nhóm được mời bao nhiêu người, bao nhiêu người đã trả lời; không nêu ai."""
    for group in organising.completion(session(), _invited(code).id):
        click.echo(f"{group.answered}/{group.invited}\t{group.name}")


def _invited(code: str) -> Campaign:
    campaign = campaign_by_code(writing_session(), code)
    if campaign is None or campaign.kind != Kind.INVITED.value:
        raise click.ClickException(f"Không có đợt thư mời {code}.")
    inviting.take_turn(writing_session(), campaign)
    if campaign.closed_at is not None:
        raise click.ClickException(f"Đợt {code} đã đóng.")
    return campaign
