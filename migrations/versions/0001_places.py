"""Units of government, what became of them, and counters whose codes are never re-issued."""

import sqlalchemy as sa
from alembic import op

from migrations.triggers import forget, refuse

revision = "0001_places"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_folded", sa.String(length=200), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("level IN ('tinh', 'huyen', 'xa')", name=op.f("ck_units_known_level")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_units_ends_after_start")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["units.id"], name=op.f("fk_units_parent_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint(
            "level", "code", "valid_from", name=op.f("uq_units_level_code_valid_from")
        ),
    )
    op.create_index("ix_units_code", "units", ["code"], unique=False)
    op.create_index("ix_units_name_folded", "units", ["name_folded"], unique=False)
    op.create_index(op.f("ix_units_parent_id"), "units", ["parent_id"], unique=False)
    op.create_table(
        "successions",
        sa.Column("predecessor_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "relation IN ('merged', 'split', 'continued')",
            name=op.f("ck_successions_known_relation"),
        ),
        sa.ForeignKeyConstraint(
            ["predecessor_id"], ["units.id"], name=op.f("fk_successions_predecessor_id_units")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["units.id"], name=op.f("fk_successions_successor_id_units")
        ),
        sa.PrimaryKeyConstraint("predecessor_id", "successor_id", name=op.f("pk_successions")),
    )
    op.create_index(
        op.f("ix_successions_successor_id"), "successions", ["successor_id"], unique=False
    )
    op.create_table(
        "counters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("field", sa.String(length=120), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "purpose <> 'field' OR field IS NOT NULL", name=op.f("ck_counters_field_is_named")
        ),
        sa.CheckConstraint(
            "purpose IN ('reception', 'results', 'field')", name=op.f("ck_counters_known_purpose")
        ),
        sa.CheckConstraint(
            "closed_on IS NULL OR closed_on >= opened_on",
            name=op.f("ck_counters_closes_after_open"),
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_counters_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counters")),
        sa.UniqueConstraint("code", name=op.f("uq_counters_code")),
    )
    op.create_index(op.f("ix_counters_unit_id"), "counters", ["unit_id"], unique=False)
    refuse("counters_never_removed", "counters", "DELETE", "", "a counter is closed, not removed")
    refuse(
        "counters_code_stays",
        "counters",
        "UPDATE",
        "NEW.code <> OLD.code OR NEW.unit_id <> OLD.unit_id",
        "a code is never re-issued",
    )
    refuse(
        "counters_stay_closed",
        "counters",
        "UPDATE",
        "OLD.closed_on IS NOT NULL AND NEW.closed_on IS NULL",
        "a closed counter stays closed",
    )


def downgrade() -> None:
    for name in ("counters_stay_closed", "counters_code_stays", "counters_never_removed"):
        forget(name, "counters")
    op.drop_table("counters")
    op.drop_table("successions")
    op.drop_table("units")
