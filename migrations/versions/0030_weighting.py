"""Known totals to weight to, and weighted results as they were frozen."""

import sqlalchemy as sa
from alembic import op

from migrations.triggers import append_only, forget_append_only, forget_replacing, refuse_replacing
from survey.db import Moment

revision = "0030_weighting"
down_revision = "0029_paper"
branch_labels = None
depends_on = None

_KEYS = {
    "margins": ("campaign_id", "version", "variable", "level"),
    "weighted_results": ("campaign_id",),
}


def upgrade() -> None:
    op.create_table(
        "margins",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("variable", sa.String(80), nullable=False),
        sa.Column("level", sa.String(80), nullable=False),
        sa.Column("total", sa.Double(), nullable=False),
        sa.Column("source", sa.String(120), nullable=False),
        sa.Column("imported_at", Moment(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("total > 0", name=op.f("ck_margins_total_above_zero")),
        sa.CheckConstraint("version > 0", name=op.f("ck_margins_versions_from_one")),
        sa.CheckConstraint("variable <> '' AND level <> ''", name=op.f("ck_margins_named")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_margins_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_margins_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint(*_KEYS["margins"], name=op.f("pk_margins")),
    )
    op.create_table(
        "weighted_results",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("frozen_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name=op.f("fk_weighted_results_campaign_id_campaigns"),
        ),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_weighted_results")),
    )
    for table, key in _KEYS.items():
        append_only(table)
        refuse_replacing(table, key, f"{table} is append-only")


def downgrade() -> None:
    for table in reversed(_KEYS):
        forget_replacing(table)
        forget_append_only(table)
        op.drop_table(table)
