"""The ledger: chain heads, responses nobody can change, and erasable words."""

import sqlalchemy as sa
from alembic import op

from migrations.triggers import (
    append_only,
    forget,
    forget_append_only,
    forget_emptying,
    refuse,
    refuse_emptying,
)

revision = "0004_responses"
down_revision = "0003_campaigns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chains",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("link", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_chains_unit_id_units")),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_chains")),
    )
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
        sa.CheckConstraint(
            "channel IN ('qr', 'kiosk', 'paper', 'import')", name=op.f("ck_responses_known_channel")
        ),
        sa.CheckConstraint(
            "minute IS NULL OR minute BETWEEN 0 AND 1439", name=op.f("ck_responses_minute_of_day")
        ),
        sa.CheckConstraint("position >= 1", name=op.f("ck_responses_position_from_one")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_responses_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_responses_counter_id_counters")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_responses_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responses")),
        sa.UniqueConstraint("link", name=op.f("uq_responses_link")),
        sa.UniqueConstraint("unit_id", "position", name=op.f("uq_responses_unit_id_position")),
    )
    op.create_table(
        "remarks",
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("erased_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(words IS NULL) = (erased_on IS NOT NULL)", name=op.f("ck_remarks_erased_or_there")
        ),
        sa.PrimaryKeyConstraint("response_id", "question", name=op.f("pk_remarks")),
    )
    append_only("responses")
    refuse("chains_never_removed", "chains", "DELETE", "", "a chain is never removed")
    refuse(
        "chains_only_grow",
        "chains",
        "UPDATE",
        "NEW.unit_id <> OLD.unit_id OR NEW.position <= OLD.position",
        "a chain only grows",
    )
    refuse("remarks_never_removed", "remarks", "DELETE", "", "words are erased, not removed")
    refuse(
        "remarks_only_erased",
        "remarks",
        "UPDATE",
        "OLD.words IS NULL OR NEW.words IS NOT NULL OR NEW.response_id <> OLD.response_id "
        "OR NEW.question <> OLD.question OR NEW.salt <> ''",
        "words are erased, never changed",
    )
    refuse_emptying("chains", "a chain is never removed")
    refuse_emptying("remarks", "words are erased, not removed")


def downgrade() -> None:
    for table in ("remarks", "chains"):
        forget_emptying(table)
    forget("remarks_only_erased", "remarks")
    forget("remarks_never_removed", "remarks")
    forget("chains_only_grow", "chains")
    forget("chains_never_removed", "chains")
    forget_append_only("responses")
    op.drop_table("remarks")
    op.drop_table("responses")
    op.drop_table("chains")
