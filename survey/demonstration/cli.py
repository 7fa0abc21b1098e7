"""The demonstration on the command line: seed it, and say where everything is."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click
from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session
from tqdm import tqdm

from survey import clock
from survey.access.permissions import RoleName
from survey.accounts.keeping import Person, add_account, find_account
from survey.accounts.passwords import random_password
from survey.campaigns.reading import campaign_by_code
from survey.cli import survey_commands
from survey.db import engine, session, writing_session
from survey.demonstration import dossiers, interviewing, officials, seeding
from survey.demonstration.above import above_of
from survey.places.models import Counter
from survey.settings import Settings

ADDRESS = "quanly@example.vn"


@survey_commands.command(
    "seed-demo", help="Nạp một tỉnh mẫu với số liệu mẫu; chạy lại không thêm gì."
)
def seed_demo() -> None:
    """Seed the demonstration; what a run that was cut short lacks, the next one adds."""
    writer = writing_session()
    if seeding.is_somebody_elses(writer):
        click.echo("Đã có số liệu riêng: không nạp số liệu mẫu.")
        return
    if officials.is_played(writer):
        return
    click.echo("Đang nạp tỉnh mẫu …")
    with tqdm(unit=" phiếu", disable=not sys.stderr.isatty()) as bar:
        stage = _stage(writer, bar.update)
    account = find_account(writer, ADDRESS)
    by = account.id if account is not None else _add_manager(writer, stage)
    writer.commit()
    # Dossiers commit piece by piece, as every import does; run again, nothing doubles.
    first = seeding.months_before(stage.today, 5)
    units = [stage.province, *stage.communes]
    dossiers.bring(writing_session(), seeding.ROUTINE, units, first, stage.today)
    interviewing.play(writing_session(), stage, by)
    officials.play(writing_session(), stage, by)
    writer.commit()
    above = above_of(current_app)
    if above is not None:
        # Else the first page would greet with thousands of answers that wait to be counted.
        above.count(engine())


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


def _stage(writer: Session, said: Callable[[int], object]) -> seeding.Stage:
    """Return the stage, set in one transaction or standing since an earlier version."""
    is_set = seeding.is_seeded(writer)
    stage = (seeding.stage_of if is_set else seeding.set_stage)(writer, clock.today())
    plays = [] if is_set else [seeding.play_routine, seeding.play_ad_hoc]
    if campaign_by_code(writer, seeding.RUNNING) is None:
        plays.append(seeding.play_running)
    for play in plays:
        for n in play(writer, stage):
            said(n)
    return stage


def _add_manager(writer: Session, stage: seeding.Stage) -> int:
    password = random_password()
    person = Person(ADDRESS, "Quản lý mẫu", RoleName.ADMINISTRATOR, stage.province.id)
    account = add_account(writer, person, password)
    _note_password(password)
    return account.id


def _note_password(password: str) -> None:
    descriptor = os.open(_password_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(password + "\n")


def _password_file() -> Path:
    return _settings().var / "demo-sign-in"


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
