"""Letters on their way to those invited."""

import sqlalchemy as sa
from alembic import op

from migrations.triggers import forget, forget_emptying, refuse, refuse_emptying
from survey.db import Moment

revision = "0026_letters"
down_revision = "0025_invitations"
branch_labels = None
depends_on = None

_NEVER_REMOVED = "a letter is never removed"
_RULES = {
    "known_state": "state IN ('waiting', 'sending', 'done', 'unsure', 'failed')",
    "due_until_settled": "(state IN ('waiting', 'sending')) = (due_at IS NOT NULL)",
    "settled_on_a_day": "(state IN ('waiting', 'sending')) = (settled_on IS NULL)",
    "sent_some_way": "(state = 'sending') = (way IS NOT NULL)",
    "rounds_from_one": "round > 0",
}
_KEY = ("campaign_id", "kind", "round", "subject_id")


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("deferrals", sa.Integer(), nullable=False),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("way", sa.String(length=8), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        *(
            sa.CheckConstraint(rule, name=op.f(f"ck_letters_{name}"))
            for name, rule in _RULES.items()
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_letters_campaign_id_campaigns")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint(*_KEY, name=op.f("uq_letters_" + "_".join(_KEY))),
    )
    op.create_index("ix_letters_state_due_at", "letters", ["state", "due_at", "id"])
    _promises()


def _promises() -> None:
    changed = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in ("id", *_KEY))
    refuse("letters_stay_whose_they_are", "letters", "UPDATE", changed, "a letter keeps its person")
    refuse(
        "letters_done_are_done",
        "letters",
        "UPDATE",
        "OLD.state = 'done' AND NEW.state <> 'done'",
        "a letter that was sent is not sent again",
    )
    refuse(
        "letters_are_sent_from_waiting",
        "letters",
        "UPDATE",
        "NEW.state = 'sending' AND OLD.state <> 'waiting'",
        "only a waiting letter is sent",
    )
    # Gone, it could be asked for once more.
    refuse("letters_never_removed", "letters", "DELETE", "", _NEVER_REMOVED)
    refuse_emptying("letters", _NEVER_REMOVED)


def downgrade() -> None:
    forget_emptying("letters")
    for name in (
        "letters_never_removed",
        "letters_are_sent_from_waiting",
        "letters_done_are_done",
        "letters_stay_whose_they_are",
    ):
        forget(name, "letters")
    op.drop_table("letters")
