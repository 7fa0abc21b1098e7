"""Questionnaires written here: drafts that lose no revision, and what was published."""

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

revision = "0010_questionnaires"
down_revision = "0009_words_index"
branch_labels = None
depends_on = None

_KEYS = {
    "questionnaire_drafts": ("id",),
    "draft_revisions": ("draft_id", "revision"),
    "questionnaires": ("code", "version"),
}
_STANDING = (
    *("code", "version", "digest", "document", "unit_id", "decision", "valid_from"),
    *("valid_to", "published_at", "published_by", "draft_id"),
)


def upgrade() -> None:
    _drafts()
    _revisions()
    _published()
    for table, key in _KEYS.items():
        refuse_replacing(table, key, "what stands is not replaced")
    append_only("draft_revisions")
    removed = "a draft is discarded, not removed"
    refuse("drafts_never_removed", "questionnaire_drafts", "DELETE", "", removed)
    refuse_emptying("questionnaire_drafts", removed)
    refuse(
        "drafts_only_go_on",
        "questionnaire_drafts",
        "UPDATE",
        "NEW.id <> OLD.id OR NEW.unit_id <> OLD.unit_id OR NEW.revision < OLD.revision",
        "a draft only goes on",
    )
    kept = "a questionnaire is retired, not removed"
    refuse("questionnaires_never_removed", "questionnaires", "DELETE", "", kept)
    refuse_emptying("questionnaires", kept)
    changed = " OR ".join(
        f"COALESCE(CAST(NEW.{name} AS TEXT), '') <> COALESCE(CAST(OLD.{name} AS TEXT), '')"
        for name in _STANDING
    )
    refuse(
        "questionnaires_stand",
        "questionnaires",
        "UPDATE",
        f"OLD.retired_at IS NOT NULL OR NEW.retired_at IS NULL OR {changed}",
        "a published questionnaire stands",
    )


def downgrade() -> None:
    for table in _KEYS:
        forget_replacing(table)
    forget("questionnaires_stand", "questionnaires")
    forget_emptying("questionnaires")
    forget("questionnaires_never_removed", "questionnaires")
    forget("drafts_only_go_on", "questionnaire_drafts")
    forget_emptying("questionnaire_drafts")
    forget("drafts_never_removed", "questionnaire_drafts")
    forget_append_only("draft_revisions")
    op.drop_table("questionnaires")
    op.drop_table("draft_revisions")
    op.drop_table("questionnaire_drafts")


def _drafts() -> None:
    name = "questionnaire_drafts"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("based_on", sa.String(length=60), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("discarded_at", Moment(), nullable=True),
        sa.CheckConstraint("revision >= 1", name=op.f(f"ck_{name}_revision_from_one")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f(f"fk_{name}_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_unit_id"), name, ["unit_id"], unique=False)


def _revisions() -> None:
    name = "draft_revisions"
    op.create_table(
        name,
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f(f"ck_{name}_revision_from_one")),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["questionnaire_drafts.id"],
            name=op.f(f"fk_{name}_draft_id_questionnaire_drafts"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f(f"fk_{name}_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("draft_id", "revision", name=op.f(f"pk_{name}")),
    )


def _published() -> None:
    name = "questionnaires"
    op.create_table(
        name,
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("published_at", Moment(), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("retired_at", Moment(), nullable=True),
        sa.Column("retired_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("version >= 1", name=op.f(f"ck_{name}_version_from_one")),
        sa.CheckConstraint("decision <> ''", name=op.f(f"ck_{name}_decision_is_named")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f(f"ck_{name}_ends_after_start")
        ),
        sa.CheckConstraint(
            "(retired_at IS NULL) = (retired_by IS NULL)",
            name=op.f(f"ck_{name}_retired_by_somebody"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}_{table}")
            )
            for column, table in (
                ("unit_id", "units"),
                ("published_by", "accounts"),
                ("draft_id", "questionnaire_drafts"),
                ("retired_by", "accounts"),
            )
        ),
        sa.PrimaryKeyConstraint("code", "version", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_unit_id"), name, ["unit_id"], unique=False)
