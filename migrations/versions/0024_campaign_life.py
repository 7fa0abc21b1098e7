"""What a campaign plans, what is said of it afterwards, and that it was published."""

import sqlalchemy as sa
from alembic import op

from migrations.triggers import append_only, forget, forget_append_only, refuse, refuse_where
from survey.db import Moment

revision = "0024_campaign_life"
down_revision = "0023_kinds"
branch_labels = None
depends_on = None

_CLOSED = "SELECT 1 FROM campaigns WHERE id = {}.campaign_id AND closed_at IS NOT NULL"
_OPENED = "SELECT 1 FROM campaigns WHERE id = {}.campaign_id AND opened_at IS NOT NULL"
_NOT_CLOSED = "SELECT 1 FROM campaigns WHERE id = {}.campaign_id AND closed_at IS NULL"
_PLAN_STANDS = "the plan of a closed campaign stands"
_UNITS_STAND = "an opened campaign keeps its units"
_GUARDS = (
    ("campaign_plans_stand", "campaign_plans", "INSERT", _CLOSED.format("NEW"), _PLAN_STANDS),
    ("campaign_plans_are_kept", "campaign_plans", "UPDATE", _CLOSED.format("OLD"), _PLAN_STANDS),
    ("campaign_plans_stay", "campaign_plans", "DELETE", _CLOSED.format("OLD"), _PLAN_STANDS),
    ("campaign_units_stand", "campaign_units", "INSERT", _CLOSED.format("NEW"), _UNITS_STAND),
    ("campaign_units_are_kept", "campaign_units", "UPDATE", _OPENED.format("OLD"), _UNITS_STAND),
    ("campaign_units_stay", "campaign_units", "DELETE", _OPENED.format("OLD"), _UNITS_STAND),
    (
        *("campaign_notes_come_after", "campaign_notes", "INSERT", _NOT_CLOSED.format("NEW")),
        "a note is for a closed campaign",
    ),
    (
        *("campaign_publications_come_after", "campaign_publications", "INSERT"),
        *(_NOT_CLOSED.format("NEW"), "only a closed campaign is published"),
    ),
)


def upgrade() -> None:
    # Written out: SQLite adds a column with its constraint, and Alembic does not know.
    op.execute(
        "ALTER TABLE campaigns ADD COLUMN fewest INTEGER CONSTRAINT ck_campaigns_fewest_in_bounds "
        "CHECK (fewest IS NULL OR fewest BETWEEN 5 AND 1000000)"
    )
    refuse(
        *("campaigns_keep_their_minimum", "campaigns", "UPDATE"),
        "OLD.opened_at IS NOT NULL AND coalesce(NEW.fewest, 0) <> coalesce(OLD.fewest, 0)",
        "an opened campaign keeps its minimum",
    )
    _create_plans()
    _create_notes()
    _create_publications()
    for guard in _GUARDS:
        refuse_where(*guard)


def _create_plans() -> None:
    op.create_table(
        "campaign_plans",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "answers BETWEEN 1 AND 10000000", name=op.f("ck_campaign_plans_answers_in_bounds")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_campaign_plans_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_campaign_plans_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("campaign_id", "unit_id", name=op.f("pk_campaign_plans")),
    )


def _create_notes() -> None:
    op.create_table(
        "campaign_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_campaign_notes_says_something")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_campaign_notes_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_campaign_notes_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_notes")),
    )
    op.create_index(op.f("ix_campaign_notes_campaign_id"), "campaign_notes", ["campaign_id"])
    append_only("campaign_notes")


def _create_publications() -> None:
    op.create_table(
        "campaign_publications",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_campaign_publications_says_something")),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name=op.f("fk_campaign_publications_campaign_id_campaigns"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_campaign_publications_account_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_campaign_publications")),
    )
    append_only("campaign_publications")


def downgrade() -> None:
    for name, table, *_rest in _GUARDS:
        forget(name, table)
    for table in ("campaign_publications", "campaign_notes"):
        forget_append_only(table)
        op.drop_table(table)
    op.drop_table("campaign_plans")
    forget("campaigns_keep_their_minimum", "campaigns")
    op.drop_column("campaigns", "fewest")
