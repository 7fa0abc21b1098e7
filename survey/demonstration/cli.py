"""The demonstration on the command line: seed it, and say where everything is."""

import os
import sys
from pathlib import Path

import click
from flask import current_app
from sqlalchemy import select
from tqdm import tqdm

from survey import clock
from survey.access.permissions import RoleName
from survey.accounts.keeping import Person, add_account, find_account
from survey.accounts.passwords import random_password
from survey.cli import survey_commands
from survey.db import session, writing_session
from survey.demonstration import dossiers, seeding
from survey.places.models import Counter
from survey.settings import Settings

ADDRESS = "quanly@example.vn"


@survey_commands.command(
    "seed-demo", help="Nạp một tỉnh mẫu với số liệu mẫu; chạy lại không thêm gì."
)
def seed_demo() -> None:
    """Seed the demonstration in one transaction: all of it or nothing."""
    writer = writing_session()
    if seeding.is_somebody_elses(writer):
        click.echo("Đã có số liệu riêng: không nạp số liệu mẫu.")
        return
    if seeding.is_seeded(writer):
        return
    click.echo("Đang nạp tỉnh mẫu …")
    stage = seeding.set_stage(writer, clock.today())
    with tqdm(unit=" phiếu", disable=not sys.stderr.isatty()) as bar:
        for played in (seeding.play_routine, seeding.play_ad_hoc):
            for n in played(writer, stage):
                bar.update(n)
    if find_account(writer, ADDRESS) is None:
        password = random_password()
        person = Person(ADDRESS, "Quản lý mẫu", RoleName.ADMINISTRATOR, stage.province.id)
        add_account(writer, person, password)
        _note_password(password)
    writer.commit()
    # Dossiers commit piece by piece, as every import does; run again, nothing doubles.
    first = seeding.months_before(stage.today, 5)
    units = [stage.province, *stage.communes]
    dossiers.bring(writing_session(), seeding.ROUTINE, units, first, stage.today)


@survey_commands.command("welcome", help="In các địa chỉ và tài khoản dùng thử.")
def welcome() -> None:
    """Say where the citizen's, the kiosk's and the manager's pages are."""
    public_url = _settings().public_url
    code = session().scalar(
        select(Counter.code).where(Counter.closed_on.is_(None)).order_by(Counter.id).limit(1)
    )
    lines = [f"Quản lý:    {public_url}/manage/"]
    if code is not None:
        lines[:0] = [f"Người dân:  {public_url}/q/{code}", f"Máy:        {public_url}/kiosk/"]
    if _password_file().exists():
        lines.append(f"Đăng nhập:  {ADDRESS}  {_password_file().read_text().strip()}")
    click.echo("\n".join(["", "Lắng Nghe đang chạy.", *lines, ""]))


def _note_password(password: str) -> None:
    descriptor = os.open(_password_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(password + "\n")


def _password_file() -> Path:
    return _settings().var / "demo-sign-in"


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
