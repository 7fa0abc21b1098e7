"""Frames, draws from them, and the cases that were drawn."""

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

revision = "0027_frames"
down_revision = "0026_letters"
branch_labels = None
depends_on = None

_KEYS = {
    "draws": ("id",),
    "draw_units": ("draw_id", "stage", "stratum", "parent", "code"),
    "cases": ("id",),
}
_STANDING = (
    *("id", "campaign_id", "draw_id", "code", "unit_id", "stratum", "psu", "second", "weight"),
    *("fpc", "second_fpc", "place", "number"),
)
_CODE, _LABEL = sa.String(length=40), sa.String(length=200)


def upgrade() -> None:
    _frames()
    _draws()
    _cases()
    for table, key in _KEYS.items():
        refuse_replacing(table, key, "what was drawn is not replaced")
    removed = "what was drawn is never removed"
    # Its rows are referred to, which on PostgreSQL takes the right that append_only takes away.
    refuse("draws_never_changed", "draws", "UPDATE", "", "a draw is never changed")
    refuse("draws_never_removed", "draws", "DELETE", "", removed)
    refuse_emptying("draws", removed)
    append_only("draw_units")
    refuse("cases_never_removed", "cases", "DELETE", "", removed)
    refuse_emptying("cases", removed)
    changed = " OR ".join(
        f"COALESCE(CAST(NEW.{name} AS TEXT), '') <> COALESCE(CAST(OLD.{name} AS TEXT), '')"
        for name in _STANDING
    )
    refuse(
        "cases_stand",
        "cases",
        "UPDATE",
        f"{changed} OR NEW.label IS NOT NULL OR (NEW.labels <> OLD.labels AND NEW.labels <> '{{}}')",
        "of a case only its labels are erased",
    )


def downgrade() -> None:
    for table in _KEYS:
        forget_replacing(table)
    forget("cases_stand", "cases")
    forget_emptying("cases")
    forget("cases_never_removed", "cases")
    forget_append_only("draw_units")
    forget_emptying("draws")
    forget("draws_never_removed", "draws")
    forget("draws_never_changed", "draws")
    for table in ("cases", "draw_units", "draws", "frame_rows", "frames"):
        op.drop_table(table)


def _frames() -> None:
    op.create_table(
        "frames",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", _CODE, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("imported_at", Moment(), nullable=True),
        sa.Column("labels_erased_at", Moment(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("rows >= 0", name=op.f("ck_frames_counts_up")),
        sa.CheckConstraint(
            "imported_at IS NULL OR rows > 0", name=op.f("ck_frames_whole_has_rows")
        ),
        _reference("frames", "unit_id", "units"),
        _reference("frames", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frames")),
        sa.UniqueConstraint("code", name=op.f("uq_frames_code")),
    )
    op.create_index("ix_frames_unit_id", "frames", ["unit_id"])
    op.create_index("ix_frames_digest", "frames", ["digest"])
    clusters = ("stratum", "district", "commune", "village")
    op.create_table(
        "frame_rows",
        sa.Column("frame_id", sa.Integer(), nullable=False),
        sa.Column("code", _CODE, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, _CODE, nullable=False) for name in clusters),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("label", _LABEL, nullable=True),
        sa.Column("labels", sa.Text(), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_frame_rows_size_above_zero")),
        _reference("frame_rows", "frame_id", "frames"),
        sa.PrimaryKeyConstraint("frame_id", "code", name=op.f("pk_frame_rows")),
    )
    op.create_index("ix_frame_rows_where", "frame_rows", ["frame_id", *clusters, "size", "number"])


def _draws() -> None:
    op.create_table(
        "draws",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("frame_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("design", sa.Text(), nullable=False),
        sa.Column("seed", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("drawn_at", Moment(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.CheckConstraint("number > 0 AND cases > 0", name=op.f("ck_draws_counts_up")),
        sa.CheckConstraint(
            "number = 1 OR reason <> ''", name=op.f("ck_draws_another_has_a_reason")
        ),
        _reference("draws", "campaign_id", "campaigns"),
        _reference("draws", "frame_id", "frames"),
        _reference("draws", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draws")),
        sa.UniqueConstraint("campaign_id", "number", name=op.f("uq_draws_campaign_id_number")),
    )
    op.create_index("ix_draws_frame_id", "draws", ["frame_id"])
    op.create_table(
        "draw_units",
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("stratum", _CODE, nullable=False),
        sa.Column("parent", sa.String(length=400), nullable=False),
        sa.Column("code", _CODE, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("probability", sa.String(length=40), nullable=False),
        sa.Column("is_certain", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _reference("draw_units", "draw_id", "draws"),
        sa.PrimaryKeyConstraint(
            "draw_id", "stage", "stratum", "parent", "code", name=op.f("pk_draw_units")
        ),
    )


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("code", _CODE, nullable=False),
        sa.Column("label", _LABEL, nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("stratum", sa.String(length=400), nullable=False),
        sa.Column("psu", sa.String(length=80), nullable=True),
        sa.Column("second", sa.String(length=80), nullable=True),
        sa.Column("weight", sa.String(length=40), nullable=False),
        sa.Column("fpc", sa.Integer(), nullable=True),
        sa.Column("second_fpc", sa.Integer(), nullable=True),
        sa.Column("labels", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("place IN ('main', 'reserve')", name=op.f("ck_cases_known_place")),
        sa.CheckConstraint("number > 0", name=op.f("ck_cases_counts_up")),
        _reference("cases", "campaign_id", "campaigns"),
        _reference("cases", "draw_id", "draws"),
        _reference("cases", "unit_id", "units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("draw_id", "code", name=op.f("uq_cases_draw_id_code")),
    )
    op.create_index("ix_cases_campaign_id_unit_id", "cases", ["campaign_id", "unit_id"])
    op.create_index("ix_cases_unit_id", "cases", ["unit_id"])


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))
