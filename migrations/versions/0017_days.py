"""Tallies by day and by procedure group; everything is counted afresh from the chains."""

import sqlalchemy as sa
from alembic import op

revision = "0017_days"
down_revision = "0016_apart"
branch_labels = None
depends_on = None

_COUNTED = (*("tallies", "month_totals", "unit_totals", "apart", "applied_rulings", "marks"),)


def upgrade() -> None:
    _create(
        "day_tallies",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counter_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
    )
    _create("group_totals", sa.Column("procedure_group", sa.String(length=120), nullable=False))
    # Tallies are a view of the ledger: without marks all of it is counted at the next look.
    for table in _COUNTED:
        op.execute(f"DELETE FROM {table}")


def downgrade() -> None:
    op.drop_table("group_totals")
    op.drop_table("day_tallies")


def _create(table: str, *key: sa.Column) -> None:
    op.create_table(
        table,
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        *key,
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n > 0", name=op.f(f"ck_{table}_counts_something")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f(f"fk_{table}_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f(f"fk_{table}_unit_id_units")),
        sa.PrimaryKeyConstraint(
            "campaign_id",
            "question",
            "unit_id",
            *(column.name for column in key),
            "value",
            name=op.f(f"pk_{table}"),
        ),
        sqlite_with_rowid=False,
    )
