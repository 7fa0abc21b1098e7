"""Dossiers: how many each unit handled, and who may hand them in."""

import sqlalchemy as sa
from alembic import op

from migrations.triggers import forget, forget_emptying, refuse, refuse_emptying

revision = "0014_dossiers"
down_revision = "0013_jobs"
branch_labels = None
depends_on = None

_UNITS = ("unit_id", "units")
_NEVER_REMOVED = "a dossier is never removed"
_COUNTS = ("received", "done", "late")


def upgrade() -> None:
    _dossiers()
    op.create_table(
        "procedures",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("procedure_group", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_procedures")),
    )
    _counts(
        "dossier_counts",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("resolving_unit_id", sa.Integer(), nullable=False),
        sa.Column("procedure_group", sa.String(length=120), nullable=False),
    )
    _counts("dossier_days", sa.Column("day", sa.Date(), nullable=False))
    _api_keys()
    _imports()
    refuse(
        "dossiers_stay_where_they_came_in",
        "dossiers",
        "UPDATE",
        "NEW.id <> OLD.id OR NEW.code_hash <> OLD.code_hash OR NEW.unit_id <> OLD.unit_id "
        "OR NEW.received_on <> OLD.received_on",
        "a dossier stays where and when it came in",
    )
    refuse("dossiers_never_removed", "dossiers", "DELETE", "", _NEVER_REMOVED)
    refuse_emptying("dossiers", _NEVER_REMOVED)
    refuse(
        "api_keys_stay_revoked",
        "api_keys",
        "UPDATE",
        "NEW.key_hash <> OLD.key_hash OR NEW.unit_id <> OLD.unit_id OR "
        "(OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NULL)",
        "a revoked key stays revoked",
    )


def downgrade() -> None:
    forget("api_keys_stay_revoked", "api_keys")
    forget_emptying("dossiers")
    forget("dossiers_never_removed", "dossiers")
    forget("dossiers_stay_where_they_came_in", "dossiers")
    for table in (
        "dossier_imports",
        "api_keys",
        "dossier_days",
        "dossier_counts",
        "procedures",
        "dossiers",
    ):
        op.drop_table(table)


def _dossiers() -> None:
    op.create_table(
        "dossiers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("resolving_unit_id", sa.Integer(), nullable=True),
        sa.Column("procedure_code", sa.String(length=40), nullable=True),
        sa.Column("procedure_group", sa.String(length=120), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("event_on", sa.Date(), nullable=False),
        *(
            sa.CheckConstraint(rule, name=op.f(f"ck_dossiers_{name}"))
            for name, rule in {
                "due_after_received": "due_on IS NULL OR due_on >= received_on",
                "done_after_received": "done_on IS NULL OR done_on >= received_on",
                "event_is_the_last": "event_on = coalesce(done_on, received_on)",
            }.items()
        ),
        _reference("dossiers", *_UNITS),
        _reference("dossiers", "resolving_unit_id", "units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossiers")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_dossiers_code_hash")),
    )
    op.create_index("ix_dossiers_unit_id_event_on", "dossiers", ["unit_id", "event_on"])


def _counts(table: str, *key: sa.Column) -> None:
    names = ["unit_id", *(column.name for column in key)]
    op.create_table(
        table,
        sa.Column("unit_id", sa.Integer(), nullable=False),
        *key,
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _COUNTS),
        sa.CheckConstraint(
            "received >= 0 AND done >= 0 AND late >= 0", name=op.f(f"ck_{table}_counts_up")
        ),
        sa.CheckConstraint("late <= done", name=op.f(f"ck_{table}_late_ones_are_done")),
        _reference(table, *_UNITS),
        sa.PrimaryKeyConstraint(*names, name=op.f(f"pk_{table}")),
    )


def _api_keys() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        _reference("api_keys", *_UNITS),
        _reference("api_keys", "made_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_api_keys_key_hash")),
    )
    op.create_index("ix_api_keys_unit_id", "api_keys", ["unit_id"])


def _imports() -> None:
    op.create_table(
        "dossier_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("lines", "taken", "changed", "unchanged", "refused")
        ),
        sa.Column("size", sa.BigInteger(), nullable=False),
        _reference("dossier_imports", *_UNITS),
        _reference("dossier_imports", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_imports")),
    )
    op.create_index("ix_dossier_imports_unit_id", "dossier_imports", ["unit_id"])


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))
