"""Accounts from the command line: the first one, and a way back in."""

import sys

import click

from survey.access.permissions import RoleName
from survey.accounts import keeping
from survey.accounts.passwords import LONGEST, SHORTEST, is_fitting, random_password
from survey.cli import survey_commands
from survey.clock import today
from survey.db import session, writing_session
from survey.places.reading import unit_by_code

_from_stdin = click.option(
    "--password-stdin", is_flag=True, help="Đọc mật khẩu từ đầu vào chuẩn, một dòng."
)


@survey_commands.command("add-account")
@click.argument("email")
@click.option("--name", required=True, help="Họ và tên.")
@click.option("--role", required=True, type=click.Choice([role.value for role in RoleName]))
@click.option("--unit", "unit_code", required=True, help="Mã đơn vị.")
@_from_stdin
def add_account(email: str, name: str, role: str, unit_code: str, password_stdin: bool) -> None:
    """Thêm tài khoản; mật khẩu ngẫu nhiên được in ra một lần."""
    unit = unit_by_code(writing_session(), unit_code, today())
    if unit is None:
        raise click.ClickException(f"Không có đơn vị nào mang mã {unit_code} vào hôm nay.")
    password = _password(password_stdin)
    person = keeping.Person(email, name, RoleName(role), unit.id)
    try:
        keeping.add_account(session(), person, password)
    except keeping.AddressTaken as taken:
        raise click.ClickException(f"Địa chỉ {taken} đã có tài khoản.") from taken
    session().commit()
    _tell(email, password, password_stdin)


@survey_commands.command("set-password")
@click.argument("email")
@_from_stdin
def set_password(email: str, password_stdin: bool) -> None:
    """Đặt mật khẩu mới cho một tài khoản và chấm dứt mọi phiên đang mở."""
    account = keeping.find_account(writing_session(), email)
    if account is None:
        raise click.ClickException(f"Không có tài khoản {email}.")
    password = _password(password_stdin)
    keeping.set_password(session(), account, password)
    session().commit()
    _tell(email, password, password_stdin)


def _password(is_given: bool) -> str:
    if not is_given:
        return random_password()
    password = sys.stdin.readline().rstrip("\r\n")
    if not is_fitting(password):
        raise click.ClickException(f"Mật khẩu cần từ {SHORTEST} đến {LONGEST} ký tự.")
    return password


def _tell(email: str, password: str, is_given: bool) -> None:
    click.echo(f"Tài khoản: {email}")
    if not is_given:
        click.echo(f"Mật khẩu: {password}")
