"""Flags and single-use codes: what is known of how an answer came, and nothing more.

A response may now say that it came by a single-use code, of which procedure group it
spoke, and what was noticed when it arrived. A spent code leaves its mark in a table
that holds nothing else: no day, no order, no response.
"""

import sqlalchemy as sa
from alembic import op

from migrations.triggers import (
    append_only,
    forget_append_only,
    forget_replacing,
    refuse_replacing,
)
from survey.db import Moment

revision = "0012_flags_and_codes"
down_revision = "0011_longer_values"
branch_labels = None
depends_on = None

_BEFORE = ("qr", "kiosk", "paper", "import")
_SINCE = ("qr", "receipt", "kiosk", "paper", "import")
_COLUMNS = (
    *("id", "unit_id", "position", "link", "campaign_id", "counter_id", "questionnaire"),
    *("version", "language", "channel", "day", "minute", "salt", "answers", "words"),
)
_CHECK = "ck_responses_known_channel"
_WITH_WORDS = sa.text("words <> '{}'")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _made_anew(_SINCE, _later_columns())
    else:
        for column in _later_columns():
            op.add_column("responses", column)
        _foreign_and_checks()
        _replace_check(_SINCE)
    _spent_codes()
    _rulings()


def downgrade() -> None:
    for table in ("rulings", "spent_codes"):
        forget_append_only(table)
        forget_replacing(table)
        op.drop_table(table)
    # The older program knows no single-use code: what came by one stays, as a scanned one.
    if op.get_bind().dialect.name == "sqlite":
        _made_anew(_BEFORE, [])
        return
    op.execute("ALTER TABLE responses DISABLE TRIGGER responses_never_changed")
    op.execute("GRANT UPDATE ON responses TO CURRENT_USER")
    op.execute("UPDATE responses SET channel = 'qr' WHERE channel = 'receipt'")
    op.execute("REVOKE UPDATE ON responses FROM CURRENT_USER")
    op.execute("ALTER TABLE responses ENABLE TRIGGER responses_never_changed")
    _replace_check(_BEFORE)
    for column in reversed(_later_columns()):
        op.drop_column("responses", column.name)


def _later_columns() -> list[sa.Column]:
    return [
        sa.Column("flags", sa.Text(), nullable=True),
        sa.Column("procedure_group", sa.String(length=120), nullable=True),
        sa.Column("resolving_unit_id", sa.Integer(), nullable=True),
        sa.Column("on_time", sa.SmallInteger(), nullable=True),
    ]


def _foreign_and_checks() -> None:
    op.create_foreign_key(
        op.f("fk_responses_resolving_unit_id_units"),
        "responses",
        "units",
        ["resolving_unit_id"],
        ["id"],
    )
    op.create_check_constraint(
        op.f("ck_responses_on_time_or_not"), "responses", "on_time IS NULL OR on_time IN (0, 1)"
    )


def _replace_check(channels: tuple[str, ...]) -> None:
    op.drop_constraint(op.f(_CHECK), "responses", type_="check")
    op.create_check_constraint(op.f(_CHECK), "responses", _known(channels))


def _known(channels: tuple[str, ...]) -> str:
    return f"channel IN ({', '.join(map(repr, channels))})"


def _made_anew(channels: tuple[str, ...], later: list[sa.Column]) -> None:
    # SQLite changes no constraint: the table is made anew, and its promises with it.
    forget_append_only("responses")
    op.drop_index("ix_responses_with_words", "responses")
    op.rename_table("responses", "responses_before")
    _create(channels, later)
    columns = ", ".join(_COLUMNS)
    kept = columns
    if not later:
        kept = columns.replace(
            "channel", "CASE channel WHEN 'receipt' THEN 'qr' ELSE channel END", 1
        )
    op.execute(f"INSERT INTO responses ({columns}) SELECT {kept} FROM responses_before")
    op.drop_table("responses_before")
    op.create_index(
        "ix_responses_with_words",
        "responses",
        ["campaign_id", "id", "unit_id"],
        sqlite_where=_WITH_WORDS,
    )
    append_only("responses")


def _create(channels: tuple[str, ...], later: list[sa.Column]) -> None:
    checks = {
        "known_channel": _known(channels),
        "minute_of_day": "minute IS NULL OR minute BETWEEN 0 AND 1439",
        "position_from_one": "position >= 1",
    }
    if later:
        checks["on_time_or_not"] = "on_time IS NULL OR on_time IN (0, 1)"
    keys = ["campaign", "counter", "unit", *(["resolving_unit"] if later else [])]
    op.create_table(
        "responses",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("link", sa.String(length=64), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=True),
        sa.Column("questionnaire", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minute", sa.SmallInteger(), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        *later,
        *(
            sa.CheckConstraint(said, name=op.f(f"ck_responses_{name}"))
            for name, said in checks.items()
        ),
        *(_key(name) for name in keys),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responses")),
        sa.UniqueConstraint("link", name=op.f("uq_responses_link")),
        sa.UniqueConstraint("unit_id", "position", name=op.f("uq_responses_unit_id_position")),
    )


def _key(name: str) -> sa.ForeignKeyConstraint:
    table = "units" if name.endswith("unit") else f"{name}s"
    return sa.ForeignKeyConstraint(
        [f"{name}_id"], [f"{table}.id"], name=op.f(f"fk_responses_{name}_id_{table}")
    )


def _spent_codes() -> None:
    op.create_table(
        "spent_codes",
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_spent_codes")),
        # In the order of the marks, not of the spending.
        sqlite_with_rowid=False,
    )
    refuse_replacing("spent_codes", ("mark",), "a code is spent once")
    append_only("spent_codes")


def _rulings() -> None:
    op.create_table(
        "rulings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_rulings_unit_id_units")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_rulings_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulings")),
    )
    op.create_index(op.f("ix_rulings_unit_id"), "rulings", ["unit_id"], unique=False)
    op.create_index(op.f("ix_rulings_response_id"), "rulings", ["response_id"], unique=False)
    refuse_replacing("rulings", ("id",), "a ruling stands")
    append_only("rulings")
