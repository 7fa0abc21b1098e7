"""Tallies that keep what is held for review apart."""

import sqlalchemy as sa
from alembic import op

revision = "0016_apart"
down_revision = "0015_devices"
branch_labels = None
depends_on = None

_COUNTED = ("tallies", "month_totals", "unit_totals", "marks")
_FLAGGED = "SELECT unit_id FROM responses WHERE flags LIKE '%\"held\"%' OR flags LIKE '%\"late\"%'"
_RULED = "SELECT unit_id FROM rulings"


def upgrade() -> None:
    op.add_column(
        "marks", sa.Column("rulings", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.create_table(
        "apart",
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("overall", sa.String(length=40), nullable=False),
        sa.Column("standing", sa.String(length=8), nullable=False),
        sa.Column("ruling_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "standing IN ('waiting', 'in', 'out', 'late')", name=op.f("ck_apart_known_standing")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_apart_unit_id_units")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_apart_campaign_id_campaigns")
        ),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_apart")),
    )
    op.create_index("ix_apart_campaign_id_unit_id", "apart", ["campaign_id", "unit_id"])
    op.create_index("ix_apart_standing_unit_id", "apart", ["standing", "unit_id"])
    op.create_table(
        "applied_rulings",
        sa.Column("ruling_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("ruling_id", name=op.f("pk_applied_rulings")),
    )
    # Rulings on what was counted before are applied like any others.
    _forget(_FLAGGED)


def downgrade() -> None:
    _forget(f"{_FLAGGED} UNION {_RULED}")
    op.drop_table("applied_rulings")
    op.drop_table("apart")
    op.drop_column("marks", "rulings")


def _forget(units: str) -> None:
    # The other program counts what was flagged otherwise: it counts those units afresh.
    for table in _COUNTED:
        op.execute(f"DELETE FROM {table} WHERE unit_id IN ({units})")
