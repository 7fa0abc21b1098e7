"""Targets for a procedure group, verdicts by group, findings and the watches that open them.

A target for a group stands beside those of the whole unit. A finding is closed once, by
somebody with a reason, and changed in no other way; its acts are append-only.
"""

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

revision = "0020_findings"
down_revision = "0019_scores"
branch_labels = None
depends_on = None

_BEFORE = ("kind", "unit_id", "valid_from")
_SINCE = ("kind", "unit_id", "procedure_group", "valid_from")
_KEPT = "id, kind, unit_id, basis_points, comparator, valid_from, source"
_SAME = ("unit_id", "campaign_id", "question", "cause", "opened_on", "evidence", "id")


def upgrade() -> None:
    if _is_sqlite():
        _targets_anew(_SINCE)
    else:
        op.add_column("targets", _group())
        op.drop_constraint(op.f("uq_targets_kind_unit_id_valid_from"), "targets", type_="unique")
        op.create_unique_constraint(op.f("uq_targets_" + "_".join(_SINCE)), "targets", _SINCE)
    # A key with NULL in it is no key: what is promised for the whole unit has its own.
    op.create_index(
        "ix_targets_whole_unit",
        "targets",
        list(_BEFORE),
        unique=True,
        sqlite_where=sa.text("procedure_group IS NULL"),
        postgresql_where=sa.text("procedure_group IS NULL"),
    )
    _frozen_group_verdicts()
    _findings()
    _finding_acts()
    _watches()


def downgrade() -> None:
    op.drop_table("watches")
    forget_append_only("finding_acts")
    forget_replacing("finding_acts")
    op.drop_table("finding_acts")
    forget_emptying("findings")
    forget("findings_never_removed", "findings")
    forget("findings_only_closed", "findings")
    forget_replacing("findings")
    op.drop_table("findings")
    forget_append_only("frozen_group_verdicts")
    op.drop_table("frozen_group_verdicts")
    op.drop_index("ix_targets_whole_unit", "targets")
    # The older program knows no groups: a group's target would become everybody's.
    if _is_sqlite():
        _targets_anew(_BEFORE)
        return
    op.execute("ALTER TABLE targets DISABLE TRIGGER targets_never_removed")
    op.execute("GRANT DELETE ON targets TO CURRENT_USER")
    op.execute("DELETE FROM targets WHERE procedure_group IS NOT NULL")
    op.execute("REVOKE DELETE ON targets FROM CURRENT_USER")
    op.execute("ALTER TABLE targets ENABLE TRIGGER targets_never_removed")
    op.drop_constraint(op.f("uq_targets_" + "_".join(_SINCE)), "targets", type_="unique")
    op.create_unique_constraint(op.f("uq_targets_" + "_".join(_BEFORE)), "targets", _BEFORE)
    op.drop_column("targets", "procedure_group")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _group() -> sa.Column:
    return sa.Column("procedure_group", sa.String(length=120), nullable=True)


def _targets_anew(key: tuple[str, ...]) -> None:
    # SQLite changes no constraint: the table is made anew, and its promises with it.
    forget_append_only("targets")
    op.rename_table("targets", "targets_before")
    groups = [_group()] if "procedure_group" in key else []
    op.create_table(
        "targets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        *groups,
        sa.Column("basis_points", sa.Integer(), nullable=False),
        sa.Column("comparator", sa.String(length=2), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint("comparator IN ('>', '>=')", name=op.f("ck_targets_known_comparator")),
        sa.CheckConstraint("kind IN ('routine', 'ad_hoc')", name=op.f("ck_targets_known_kind")),
        sa.CheckConstraint(
            "basis_points BETWEEN 1 AND 9999", name=op.f("ck_targets_share_between_0_and_1")
        ),
        _key("targets", "unit_id", "units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_targets")),
        sa.UniqueConstraint(*key, name=op.f("uq_targets_" + "_".join(key))),
    )
    where = "" if groups else " WHERE procedure_group IS NULL"
    op.execute(f"INSERT INTO targets ({_KEPT}) SELECT {_KEPT} FROM targets_before{where}")
    op.drop_table("targets_before")
    append_only("targets")


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _frozen_group_verdicts() -> None:
    name = "frozen_group_verdicts"
    op.create_table(
        name,
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("procedure_group", sa.String(length=120), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("satisfied", sa.Integer(), nullable=False),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("target_basis_points", sa.Integer(), nullable=True),
        sa.Column("comparator", sa.String(length=2), nullable=True),
        sa.Column("official", sa.String(length=16), nullable=True),
        sa.Column("statistical", sa.String(length=16), nullable=False),
        sa.Column("frozen_at", Moment(), nullable=False),
        _key(name, "campaign_id", "campaigns"),
        _key(name, "unit_id", "units"),
        sa.PrimaryKeyConstraint(
            "campaign_id", "unit_id", "question", "procedure_group", name=op.f(f"pk_{name}")
        ),
    )
    append_only(name)


def _findings() -> None:
    op.create_table(
        "findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=True),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("cause", sa.String(length=16), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_reason", sa.String(length=400), nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("cause IN ('not_met', 'cusum')", name=op.f("ck_findings_known_cause")),
        sa.CheckConstraint(
            "(closed_on IS NULL AND closed_reason IS NULL AND closed_by IS NULL) OR "
            "(closed_on IS NOT NULL AND length(trim(closed_reason)) > 0 AND closed_reason IS NOT NULL)",
            name=op.f("ck_findings_closed_with_a_reason"),
        ),
        _key("findings", "unit_id", "units"),
        _key("findings", "counter_id", "counters"),
        _key("findings", "campaign_id", "campaigns"),
        _key("findings", "closed_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
    )
    op.create_index("ix_findings_unit_id", "findings", ["unit_id"])
    same = ["unit_id", "campaign_id", "question", "cause"]
    for name, columns, where in (
        ("ix_findings_open_of_unit", same, "counter_id IS NULL AND closed_on IS NULL"),
        (
            "ix_findings_open_of_counter",
            [*same, "counter_id"],
            "counter_id IS NOT NULL AND closed_on IS NULL",
        ),
    ):
        condition = {f"{kind}_where": sa.text(where) for kind in ("sqlite", "postgresql")}
        op.create_index(name, "findings", columns, unique=True, **condition)
    altered = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in _SAME)
    refuse(
        "findings_only_closed",
        "findings",
        "UPDATE",
        f"OLD.closed_on IS NOT NULL OR NEW.closed_on IS NULL OR {altered} "
        "OR coalesce(NEW.counter_id, 0) <> coalesce(OLD.counter_id, 0)",
        "a finding is closed once and changed in no other way",
    )
    refuse("findings_never_removed", "findings", "DELETE", "", "a finding stands")
    refuse_replacing("findings", ("id",), "a finding stands")
    refuse_emptying("findings", "a finding stands")


def _finding_acts() -> None:
    op.create_table(
        "finding_acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint(
            "act IN ('opened', 'commented', 'closed')", name=op.f("ck_finding_acts_known_act")
        ),
        _key("finding_acts", "finding_id", "findings"),
        _key("finding_acts", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_acts")),
    )
    op.create_index("ix_finding_acts_finding_id", "finding_acts", ["finding_id"])
    refuse_replacing("finding_acts", ("id",), "an act stands")
    append_only("finding_acts")


def _watches() -> None:
    op.create_table(
        "watches",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("counted_to", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rulings", sa.Integer(), nullable=False),
        sa.Column("basis_points", sa.Integer(), nullable=False),
        sa.Column("level", sa.Double(), nullable=False),
        sa.Column("alarm_on", sa.Date(), nullable=True),
        sa.CheckConstraint("level >= 0", name=op.f("ck_watches_level_from_nought")),
        _key("watches", "campaign_id", "campaigns"),
        _key("watches", "unit_id", "units"),
        sa.PrimaryKeyConstraint("campaign_id", "unit_id", "counter_id", name=op.f("pk_watches")),
    )
