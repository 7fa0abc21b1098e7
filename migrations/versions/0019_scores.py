"""Published scores."""

import sqlalchemy as sa
from alembic import op

from migrations.triggers import append_only, forget_append_only, forget_replacing, refuse_replacing
from survey.db import Moment

revision = "0019_scores"
down_revision = "0018_columns"
branch_labels = None
depends_on = None

_KEY = ("index_name", "subject_key", "index_year", "part", "revision")
_APPEND_ONLY = "published_scores is append-only"


def upgrade() -> None:
    op.create_table(
        "published_scores",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("index_name", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("subject_key", sa.String(length=120), nullable=False),
        sa.Column("subject_code", sa.String(length=16), nullable=False),
        sa.Column("index_year", sa.Integer(), nullable=False),
        sa.Column("published_year", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("scale_low", sa.Double(), nullable=False),
        sa.Column("scale_high", sa.Double(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("decision", sa.String(length=200), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("entered_at", Moment(), nullable=False),
        *_checks(),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["accounts.id"], name=op.f("fk_published_scores_entered_by_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_scores")),
        sa.UniqueConstraint(*_KEY, name=op.f("uq_published_scores_revision")),
    )
    op.create_index(
        "ix_published_scores_subject_key", "published_scores", ["subject_key", "index_name"]
    )
    append_only("published_scores")
    refuse_replacing("published_scores", _KEY, _APPEND_ONLY)


def downgrade() -> None:
    forget_replacing("published_scores")
    forget_append_only("published_scores")
    op.drop_table("published_scores")


def _checks() -> list[sa.CheckConstraint]:
    told = {
        "inside_its_scale": "value IS NULL OR (value >= scale_low AND value <= scale_high)",
        "scale_has_two_ends": "scale_low < scale_high",
        "printed_afterwards": "published_year >= index_year",
        "rank_from_one": "rank IS NULL OR rank > 0",
        "counts_somebody": "n IS NULL OR n > 0",
        "revised_from_one": "revision > 0",
        "has_a_source": "source <> ''",
    }
    return [
        sa.CheckConstraint(words, name=op.f(f"ck_published_scores_{name}"))
        for name, words in told.items()
    ]
