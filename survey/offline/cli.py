"""Tablets from the command line: listed, let in, revoked."""

import json

import click
from flask import current_app
from sqlalchemy import select

from survey.cli import survey_commands
from survey.db import session, writing_session
from survey.offline import fleet, keeping, keys
from survey.offline.enrolling import open_enrolment
from survey.offline.models import Device
from survey.offline.pages import enrolment_address
from survey.places.counters import find_counter
from survey.places.models import Counter


@survey_commands.command("kiosks", help="Các máy đánh giá và tình trạng của chúng.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def list_kiosks(form: str) -> None:
    """List every tablet that was not revoked, one a line."""
    units = frozenset(session().scalars(select(Counter.unit_id).distinct()))
    found = [_said(kiosk) for kiosk in fleet.kiosks(session(), units, revoked_too=True)]
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for one in found:
        alerts = ", ".join(one["alerts"]) or "-"
        click.echo(f"{one['id']}  {one['counter']}  {one['waiting']:>6}  {alerts}  {one['name']}")


@survey_commands.command("enrol", help="Tạo mã đăng ký một máy đánh giá cho quầy.")
@click.argument("code")
def enrol(code: str) -> None:
    """Print the address a tablet opens and the PIN it asks for."""
    counter = find_counter(writing_session(), code)
    if counter is None or counter.closed_on is not None:
        raise click.ClickException(f"Không có quầy nào đang mở mang mã {code}.")
    secret = open_enrolment(session(), counter)
    session().commit()
    public_url = current_app.extensions["settings"].public_url
    click.echo(f"Địa chỉ: {enrolment_address(public_url, secret.code)}")
    click.echo(f"Mã PIN:  {secret.pin}")


@survey_commands.command("revoke", help="Thu hồi một máy đánh giá; có hiệu lực ngay.")
@click.argument("device_id", metavar="DEVICE")
def revoke(device_id: str) -> None:
    """Revoke a tablet for good."""
    device = writing_session().get(Device, device_id, with_for_update=True)
    if device is None:
        raise click.ClickException(f"Không có máy đánh giá mang mã {device_id}.")
    keeping.revoke(session(), device)
    session().commit()
    click.echo(f"Đã thu hồi máy {device.name}.")


@survey_commands.command("renew-seal", help="Tạo khóa niêm phong mới cho máy đánh giá.")
def renew_seal() -> None:
    """Make a new key for tablets to seal with; the older ones still open what they closed."""
    click.echo(f"Khóa niêm phong mới: {keys.renew_seal()}")


def _said(kiosk: fleet.Kiosk) -> dict:
    device = kiosk.device
    seen = device.last_seen.isoformat() if device.last_seen else None
    return {
        "id": device.id,
        "name": device.name,
        "counter": kiosk.counter.code,
        "unit": kiosk.unit_name,
        "last_seen": seen,
        "waiting": device.waiting,
        "app": device.app,
        "questionnaire": device.questionnaire,
        "version": device.version,
        "battery": device.battery,
        "missing": kiosk.missing,
        "revoked": kiosk.is_revoked,
        "alerts": [alert.value for alert in kiosk.alerts],
    }
