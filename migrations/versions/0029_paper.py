"""Printed forms, and what two people typed of each."""

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

revision = "0029_paper"
down_revision = "0028_fieldwork"
branch_labels = None
depends_on = None

# PostgreSQL checks a key by locking the row it names, which needs the right to change it:
# so these refuse every change by trigger and keep the right.
_REFERRED_TO = {
    "paper_batches": (("id",), "a batch stays as printed", ""),
    "paper_forms": (
        ("code",),
        "a form stays as printed",
        # The one change: the case is cut out of it.
        "NOT (NEW.case_id IS NULL AND NEW.code = OLD.code AND NEW.batch_id = OLD.batch_id "
        "AND NEW.campaign_id = OLD.campaign_id AND NEW.unit_id = OLD.unit_id)",
    ),
    "typings": (("form_code", "number"), "a typing stays as typed", ""),
}
_TWICE = "EXISTS (SELECT 1 FROM typings WHERE form_code = NEW.form_code AND typist = NEW.typist)"


def upgrade() -> None:
    _batches()
    _forms()
    _typings()
    _typed_words()
    _settlements()
    _outcomes()
    for table, (key, words, changed) in _REFERRED_TO.items():
        refuse(f"{table}_never_changed", table, "UPDATE", changed, words)
        refuse(f"{table}_never_removed", table, "DELETE", "", words)
        refuse_emptying(table, words)
        refuse_replacing(table, key, words)
    if op.get_bind().dialect.name == "sqlite":
        # Its other key, by which INSERT OR REPLACE would remove a row past all triggers.
        refuse("typings_once_each", "typings", "INSERT", _TWICE, "nobody types a form twice")
    for table in ("settlements", "paper_outcomes"):
        append_only(table)
        refuse_replacing(table, ("form_code",), f"{table} is append-only")


def downgrade() -> None:
    for table in ("paper_outcomes", "settlements"):
        forget_replacing(table)
        forget_append_only(table)
        op.drop_table(table)
    op.drop_table("typed_words")
    if op.get_bind().dialect.name == "sqlite":
        forget("typings_once_each", "typings")
    for table in reversed(_REFERRED_TO):
        forget_replacing(table)
        forget_emptying(table)
        forget(f"{table}_never_removed", table)
        forget(f"{table}_never_changed", table)
        op.drop_table(table)


def _batches() -> None:
    op.create_table(
        "paper_batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("forms", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("made_at", Moment(), nullable=False),
        sa.CheckConstraint("forms >= 1", name=op.f("ck_paper_batches_holds_forms")),
        _to("paper_batches", "campaign_id", "campaigns"),
        _to("paper_batches", "unit_id", "units"),
        _to("paper_batches", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_batches")),
    )
    _indexed("paper_batches", "campaign_id", "unit_id")


def _forms() -> None:
    op.create_table(
        "paper_forms",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        _to("paper_forms", "batch_id", "paper_batches"),
        _to("paper_forms", "campaign_id", "campaigns"),
        _to("paper_forms", "unit_id", "units"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_paper_forms")),
        sa.UniqueConstraint("case_id", name=op.f("uq_paper_forms_case_id")),
        sqlite_with_rowid=False,
    )
    _indexed("paper_forms", "batch_id", "campaign_id", "unit_id")


def _typings() -> None:
    op.create_table(
        "typings",
        sa.Column("form_code", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("typist", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("confidence", sa.String(length=16), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint("number IN (1, 2)", name=op.f("ck_typings_first_or_second")),
        sa.CheckConstraint(
            "(account_id IS NULL) = (typist = 0)", name=op.f("ck_typings_person_or_scanner")
        ),
        sa.CheckConstraint(
            "account_id IS NULL OR account_id = typist", name=op.f("ck_typings_typist_is_account")
        ),
        sa.ForeignKeyConstraint(
            ["form_code"], ["paper_forms.code"], name=op.f("fk_typings_form_code_paper_forms")
        ),
        _to("typings", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("form_code", "number", name=op.f("pk_typings")),
        sa.UniqueConstraint("form_code", "typist", name=op.f("uq_typings_once_each")),
        sa.UniqueConstraint("form_code", "number", "typist", name=op.f("uq_typings_number_typist")),
    )


def _typed_words() -> None:
    op.create_table(
        "typed_words",
        sa.Column("form_code", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.String(length=100), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_code", "number"],
            ["typings.form_code", "typings.number"],
            name=op.f("fk_typed_words_typing"),
        ),
        sa.PrimaryKeyConstraint("form_code", "number", "part", name=op.f("pk_typed_words")),
    )


def _settlements() -> None:
    op.create_table(
        "settlements",
        sa.Column("form_code", sa.String(length=8), nullable=False),
        sa.Column("first_number", sa.Integer(), nullable=False),
        sa.Column("first_typist", sa.Integer(), nullable=False),
        sa.Column("second_number", sa.Integer(), nullable=False),
        sa.Column("second_typist", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint(
            "first_number = 1 AND second_number = 2", name=op.f("ck_settlements_of_both")
        ),
        sa.CheckConstraint(
            "account_id <> first_typist AND account_id <> second_typist",
            name=op.f("ck_settlements_is_a_third"),
        ),
        *(_of_typing(which) for which in ("first", "second")),
        _to("settlements", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("form_code", name=op.f("pk_settlements")),
    )


def _of_typing(which: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["form_code", f"{which}_number", f"{which}_typist"],
        ["typings.form_code", "typings.number", "typings.typist"],
        name=op.f(f"fk_settlements_{which}_typing"),
    )


def _outcomes() -> None:
    op.create_table(
        "paper_outcomes",
        sa.Column("form_code", sa.String(length=8), nullable=False),
        sa.Column("outcome", sa.String(length=8), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('kept', 'late', 'void')", name=op.f("ck_paper_outcomes_known")
        ),
        sa.ForeignKeyConstraint(
            ["form_code"],
            ["paper_forms.code"],
            name=op.f("fk_paper_outcomes_form_code_paper_forms"),
        ),
        sa.PrimaryKeyConstraint("form_code", name=op.f("pk_paper_outcomes")),
    )


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def _indexed(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])
