"""`survey mail`: how letters fare, whether the mail server takes them, and sending now."""

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import func, select

from survey import db
from survey.cli import survey_commands
from survey.mail import addresses
from survey.mail.composing import Message
from survey.mail.models import Letter, State
from survey.mail.outbox import FOLDER
from survey.mail.outcomes import Outcome
from survey.mail.posting import send
from survey.mail.postman import post_waiting

_STATES = {
    State.WAITING: "đang chờ",
    State.SENDING: "đang gửi",
    State.DONE: "đã xong",
    State.UNSURE: "không rõ đã đi chưa",
    State.FAILED: "không gửi được",
}
_TRIAL = Message(
    to="",
    subject="Thư thử của hệ thống Lắng Nghe",
    text="Thư này cho biết hệ thống Lắng Nghe gửi được thư.\n\nÔng/Bà không cần trả lời.\n",
)


@survey_commands.command("mail")
@click.option("--status", is_flag=True, help="Thư đi đường nào, bao nhiêu thư đang ở đâu.")
@click.option("--try", "to", metavar="ADDRESS", help="Gửi một thư thử đến địa chỉ này.")
@click.option("--send", "now", is_flag=True, help="Gửi ngay những thư đang chờ rồi dừng.")
@with_appcontext
def mail(status: bool, to: str | None, now: bool) -> None:
    """Xem tình hình gửi thư, gửi thử, hoặc gửi ngay thư đang chờ."""
    if to is not None:
        _try(to)
    if now:
        _send()
    if status or (to is None and not now):
        _tell()


def _try(to: str) -> None:
    found = addresses.read(to)
    if isinstance(found, addresses.Unusable):
        raise click.BadParameter(found.words, param_hint="--try")
    settings = current_app.extensions["settings"]
    posted = send(settings, _TRIAL._replace(to=found.email))
    if posted.outcome is not Outcome.SENT:
        raise click.ClickException(posted.words or "Không gửi được thư thử.")
    if settings.mail is None:
        click.echo(f"Đã ghi thư thử vào {settings.var / FOLDER}.")
    else:
        click.echo(f"Máy chủ thư đã nhận thư thử gửi {found.email}.")


def _send() -> None:
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    while post_waiting(app):
        pass
    _tell()


def _tell() -> None:
    settings, session = current_app.extensions["settings"], db.session()
    server = settings.mail
    way = f"máy chủ {server.host}:{server.port}" if server else f"thư mục {settings.var / FOLDER}"
    click.echo(f"Thư gửi từ {settings.mail_from} qua {way}.")
    counted = select(Letter.state, func.count()).group_by(Letter.state)
    found = {row[0]: row[1] for row in session.execute(counted)}
    for state, words in _STATES.items():
        click.echo(f"{found.get(state, 0):>9} {words}")
    waiting = select(Letter.reason).where(Letter.state == State.WAITING, Letter.reason.is_not(None))
    last = session.scalar(waiting.order_by(Letter.due_at.desc()).limit(1))
    if last:
        click.echo(f"Lần gửi gần nhất chưa được: {last}")
