"""Tallies: counts caught up from the chains."""

import sqlalchemy as sa
from alembic import op

revision = "0005_tallies"
down_revision = "0004_responses"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marks",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_marks_unit_id_units")),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_marks")),
    )
    op.create_table(
        "tallies",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("counter_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n > 0", name=op.f("ck_tallies_counts_something")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_tallies_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_tallies_unit_id_units")),
        sa.PrimaryKeyConstraint(
            "campaign_id",
            "question",
            "unit_id",
            "month",
            "counter_id",
            "channel",
            "value",
            name=op.f("pk_tallies"),
        ),
    )
    op.create_index(
        "ix_tallies_unit_id_campaign_id", "tallies", ["unit_id", "campaign_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("tallies")
    op.drop_table("marks")
