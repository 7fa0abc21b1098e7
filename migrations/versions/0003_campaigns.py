"""Campaigns, which stand once opened and stay closed once closed."""

import sqlalchemy as sa
from alembic import op

from migrations.triggers import forget, refuse
from survey.db import Moment

revision = "0003_campaigns"
down_revision = "0002_accounts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("questionnaire", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("questionnaire_digest", sa.String(length=64), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.CheckConstraint("kind IN ('routine', 'ad_hoc')", name=op.f("ck_campaigns_known_kind")),
        sa.CheckConstraint(
            "closed_at IS NULL OR opened_at IS NOT NULL",
            name=op.f("ck_campaigns_opened_before_closed"),
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_campaigns_ends_after_start")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
        sa.UniqueConstraint("code", name=op.f("uq_campaigns_code")),
    )
    op.create_table(
        "campaign_units",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_campaign_units_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_campaign_units_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("campaign_id", "unit_id", name=op.f("pk_campaign_units")),
    )
    op.create_index(op.f("ix_campaign_units_unit_id"), "campaign_units", ["unit_id"], unique=False)
    refuse(
        "campaigns_never_removed", "campaigns", "DELETE", "", "a campaign is closed, not removed"
    )
    refuse(
        "campaigns_stand_once_opened",
        "campaigns",
        "UPDATE",
        "OLD.opened_at IS NOT NULL AND (NEW.opened_at IS NULL OR NEW.code <> OLD.code "
        "OR NEW.kind <> OLD.kind OR NEW.questionnaire <> OLD.questionnaire "
        "OR NEW.version <> OLD.version OR NEW.starts_on <> OLD.starts_on "
        "OR NEW.questionnaire_digest <> OLD.questionnaire_digest)",
        "an opened campaign stands",
    )
    refuse(
        "campaigns_stay_closed",
        "campaigns",
        "UPDATE",
        "OLD.closed_at IS NOT NULL",
        "a closed campaign stays closed",
    )


def downgrade() -> None:
    for name in (
        "campaigns_stay_closed",
        "campaigns_stand_once_opened",
        "campaigns_never_removed",
    ):
        forget(name, "campaigns")
    op.drop_table("campaign_units")
    op.drop_table("campaigns")
