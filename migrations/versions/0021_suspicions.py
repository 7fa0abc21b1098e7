"""Suspicions, and what two people say of each."""

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

revision = "0021_suspicions"
down_revision = "0020_findings"
branch_labels = None
depends_on = None

_REFERRED_TO = {"suspicions": ("id",), "proposals": ("id",)}
# PostgreSQL checks a key by locking the row it names, which needs the right to change it:
# so these two refuse every change by trigger and keep the right.
_WORDS = {"suspicions": "a suspicion stays as found", "proposals": "a proposal stays as made"}


def upgrade() -> None:
    _suspicions()
    _proposals()
    _seconds()
    for table, key in _REFERRED_TO.items():
        refuse(f"{table}_never_changed", table, "UPDATE", "", _WORDS[table])
        refuse(f"{table}_never_removed", table, "DELETE", "", _WORDS[table])
        refuse_emptying(table, _WORDS[table])
        refuse_replacing(table, key, _WORDS[table])
    append_only("seconds")
    refuse_replacing("seconds", ("proposal_id",), "a second stays as said")


def downgrade() -> None:
    forget_replacing("seconds")
    forget_append_only("seconds")
    op.drop_table("seconds")
    for table in reversed(_REFERRED_TO):
        forget_replacing(table)
        forget_emptying(table)
        forget(f"{table}_never_removed", table)
        forget(f"{table}_never_changed", table)
        op.drop_table(table)


def _suspicions() -> None:
    once = ("campaign_id", "unit_id", "counter_id", "sign", "channel", "since", "until")
    op.create_table(
        "suspicions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("sign", sa.String(length=24), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("p", sa.Double(), nullable=True),
        sa.Column("adjusted_p", sa.Double(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("found_at", Moment(), nullable=False),
        sa.CheckConstraint("since <= until", name=op.f("ck_suspicions_since_before_until")),
        sa.CheckConstraint("p IS NULL OR p BETWEEN 0 AND 1", name=op.f("ck_suspicions_chance")),
        _to("suspicions", "unit_id", "units"),
        _to("suspicions", "campaign_id", "campaigns"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspicions")),
        sa.UniqueConstraint(*once, name=op.f("uq_suspicions_once")),
    )
    op.create_index("ix_suspicions_unit_id", "suspicions", ["unit_id"])


def _proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("suspicion_id", sa.Integer(), nullable=True),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("cause", sa.String(length=40), nullable=True),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint(
            "(suspicion_id IS NULL) = (day IS NOT NULL) "
            "AND (suspicion_id IS NULL) = (cause IS NOT NULL)",
            name=op.f("ck_proposals_of_a_suspicion_or_a_group"),
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_proposals_has_a_reason")),
        _to("proposals", "suspicion_id", "suspicions"),
        _to("proposals", "campaign_id", "campaigns"),
        _to("proposals", "unit_id", "units"),
        _to("proposals", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("id", "account_id", name=op.f("uq_proposals_id_account_id")),
    )
    op.create_index("ix_proposals_suspicion_id", "proposals", ["suspicion_id"])
    op.create_index("ix_proposals_unit_id", "proposals", ["unit_id"])


def _seconds() -> None:
    op.create_table(
        "seconds",
        sa.Column("proposal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("proposer_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint("account_id <> proposer_id", name=op.f("ck_seconds_is_another_person")),
        sa.CheckConstraint("agrees OR reason <> ''", name=op.f("ck_seconds_refuses_with_a_reason")),
        sa.ForeignKeyConstraint(
            ["proposal_id", "proposer_id"],
            ["proposals.id", "proposals.account_id"],
            name=op.f("fk_seconds_proposal_id_proposals"),
        ),
        _to("seconds", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_seconds")),
    )


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)
