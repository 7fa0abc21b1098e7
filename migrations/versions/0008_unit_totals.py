"""Unit totals: the tallies with months, counters and channels put together."""

import sqlalchemy as sa
from alembic import op

revision = "0008_unit_totals"
down_revision = "0007_month_totals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unit_totals",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n > 0", name=op.f("ck_unit_totals_counts_something")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_unit_totals_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_unit_totals_unit_id_units")
        ),
        sa.PrimaryKeyConstraint(
            "campaign_id",
            "question",
            "unit_id",
            "value",
            name=op.f("pk_unit_totals"),
        ),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO unit_totals (campaign_id, question, unit_id, value, n) "
        "SELECT campaign_id, question, unit_id, value, SUM(n) FROM tallies "
        "GROUP BY campaign_id, question, unit_id, value"
    )


def downgrade() -> None:
    op.drop_table("unit_totals")
