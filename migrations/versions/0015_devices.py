"""Kiosk devices: enrolled, heard from, revoked."""

import sqlalchemy as sa
from alembic import op

from migrations.triggers import (
    append_only,
    forget,
    forget_append_only,
    forget_emptying,
    forget_replacing,
    refuse,
    refuse_emptying,
    refuse_replacing,
)
from survey.db import Moment

revision = "0015_devices"
down_revision = "0014_dossiers"
branch_labels = None
depends_on = None

_APPENDED = {
    "set_aside": (("device_id", "id"), "what was set aside stays"),
    "abandoned": (("device_id", "id"), "an abandoned rating stays"),
    "device_events": (("id",), "an event stays"),
}
_KEPT = {
    "devices": "a device is revoked, not removed",
    "enrolments": "an enrolment is spent, not removed",
}
_NOT_REPLACED = {"devices": ("id",), "enrolments": ("code_hash",)}


def upgrade() -> None:
    _devices()
    _enrolments()
    op.create_table(
        "device_numbers",
        sa.Column("device_id", sa.String(length=32), nullable=False),
        sa.Column("first", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "first BETWEEN 1 AND last", name=op.f("ck_device_numbers_first_to_last")
        ),
        _of_device("device_numbers"),
        sa.PrimaryKeyConstraint("device_id", "first", name=op.f("pk_device_numbers")),
    )
    _set_aside()
    _abandoned()
    _events()
    _promises()


def downgrade() -> None:
    for table in _APPENDED:
        forget_append_only(table)
        forget_replacing(table)
    forget("enrolments_are_spent_once", "enrolments")
    forget("devices_stay_who_they_are", "devices")
    for table in _KEPT:
        forget_replacing(table)
        forget_emptying(table)
        forget(f"{table}_never_removed", table)
    for table in (*_APPENDED, "device_numbers", "enrolments", "devices"):
        op.drop_table(table)


def _promises() -> None:
    for table, words in _KEPT.items():
        refuse(f"{table}_never_removed", table, "DELETE", "", words)
        refuse_emptying(table, words)
        refuse_replacing(table, _NOT_REPLACED[table], f"{words} and not replaced")
    refuse(
        "devices_stay_who_they_are",
        "devices",
        "UPDATE",
        "NEW.id <> OLD.id OR NEW.counter_id <> OLD.counter_id OR NEW.sign_key <> OLD.sign_key "
        "OR NEW.enrolled_at <> OLD.enrolled_at OR (OLD.revoked_at IS NOT NULL AND "
        "(NEW.revoked_at IS NULL OR NEW.revoked_at <> OLD.revoked_at))",
        "a device keeps its key and its counter, and stays revoked",
    )
    refuse(
        "enrolments_are_spent_once",
        "enrolments",
        "UPDATE",
        "OLD.device_id IS NOT NULL OR NEW.wrong < OLD.wrong OR NEW.code_hash <> OLD.code_hash "
        "OR NEW.pin_hash <> OLD.pin_hash OR NEW.expires_at <> OLD.expires_at "
        "OR NEW.counter_id <> OLD.counter_id",
        "an enrolment is spent once",
    )
    for table, (key, words) in _APPENDED.items():
        refuse_replacing(table, key, words)
        append_only(table)


def _of_device(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["device_id"], ["devices.id"], name=op.f(f"fk_{table}_device_id_devices")
    )


def _foreign(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _devices() -> None:
    op.create_table(
        "devices",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("sign_key", sa.String(length=88), nullable=False),
        sa.Column("enrolled_at", Moment(), nullable=False),
        sa.Column("enrolled_by", sa.Integer(), nullable=True),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.Column("revoked_by", sa.Integer(), nullable=True),
        sa.Column("last_seen", Moment(), nullable=True),
        sa.Column("session", sa.String(length=16), nullable=True),
        sa.Column("mono", sa.BigInteger(), nullable=False),
        sa.Column("clock_off", sa.BigInteger(), nullable=False),
        sa.Column("app", sa.String(length=40), nullable=True),
        sa.Column("config", sa.String(length=64), nullable=True),
        sa.Column("questionnaire", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("waiting", sa.BigInteger(), nullable=False),
        sa.Column("waiting_since", Moment(), nullable=True),
        sa.Column("drained_at", Moment(), nullable=False),
        sa.Column("battery", sa.Integer(), nullable=True),
        sa.Column("charging", sa.Boolean(), nullable=True),
        sa.Column("used", sa.BigInteger(), nullable=True),
        sa.Column("quota", sa.BigInteger(), nullable=True),
        sa.Column("persisted", sa.Boolean(), nullable=True),
        sa.Column("recent", sa.Text(), nullable=False),
        sa.CheckConstraint("waiting >= 0", name=op.f("ck_devices_waiting_from_none")),
        sa.CheckConstraint(
            "battery IS NULL OR battery BETWEEN 0 AND 100",
            name=op.f("ck_devices_battery_in_percent"),
        ),
        sa.CheckConstraint(
            "revoked_at IS NOT NULL OR revoked_by IS NULL", name=op.f("ck_devices_revoked_by_at")
        ),
        _foreign("devices", "counter_id", "counters"),
        _foreign("devices", "enrolled_by", "accounts"),
        _foreign("devices", "revoked_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
        sa.UniqueConstraint("sign_key", name=op.f("uq_devices_sign_key")),
    )
    op.create_index(op.f("ix_devices_counter_id"), "devices", ["counter_id"], unique=False)


def _enrolments() -> None:
    op.create_table(
        "enrolments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("pin_hash", sa.String(length=64), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.String(length=32), nullable=True),
        sa.CheckConstraint("wrong BETWEEN 0 AND 5", name=op.f("ck_enrolments_five_wrong_at_most")),
        _foreign("enrolments", "counter_id", "counters"),
        _foreign("enrolments", "made_by", "accounts"),
        _of_device("enrolments"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolments")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_enrolments_code_hash")),
    )


def _set_aside() -> None:
    op.create_table(
        "set_aside",
        sa.Column("device_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        _of_device("set_aside"),
        sa.PrimaryKeyConstraint("device_id", "id", name=op.f("pk_set_aside")),
    )


def _abandoned() -> None:
    op.create_table(
        "abandoned",
        sa.Column("device_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reached", sa.String(length=40), nullable=True),
        _foreign("abandoned", "counter_id", "counters"),
        _foreign("abandoned", "campaign_id", "campaigns"),
        _of_device("abandoned"),
        sa.PrimaryKeyConstraint("device_id", "id", name=op.f("pk_abandoned")),
    )


def _events() -> None:
    op.create_table(
        "device_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.String(length=32), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        _of_device("device_events"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_events")),
    )
    op.create_index("ix_device_events_device_id", "device_events", ["device_id"], unique=False)
