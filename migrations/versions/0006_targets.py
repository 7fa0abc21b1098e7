"""Targets with their first day, and the verdicts a closing froze."""

import sqlalchemy as sa
from alembic import op

from migrations.triggers import append_only, forget_append_only
from survey.db import Moment

revision = "0006_targets"
down_revision = "0005_tallies"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "targets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("basis_points", sa.Integer(), nullable=False),
        sa.Column("comparator", sa.String(length=2), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint("comparator IN ('>', '>=')", name=op.f("ck_targets_known_comparator")),
        sa.CheckConstraint("kind IN ('routine', 'ad_hoc')", name=op.f("ck_targets_known_kind")),
        sa.CheckConstraint(
            "basis_points BETWEEN 1 AND 9999", name=op.f("ck_targets_share_between_0_and_1")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_targets_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_targets")),
        sa.UniqueConstraint(
            "kind", "unit_id", "valid_from", name=op.f("uq_targets_kind_unit_id_valid_from")
        ),
    )
    op.create_table(
        "frozen_verdicts",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("satisfied", sa.Integer(), nullable=False),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("target_basis_points", sa.Integer(), nullable=True),
        sa.Column("comparator", sa.String(length=2), nullable=True),
        sa.Column("official", sa.String(length=16), nullable=True),
        sa.Column("statistical", sa.String(length=16), nullable=False),
        sa.Column("frozen_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_frozen_verdicts_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_frozen_verdicts_unit_id_units")
        ),
        sa.PrimaryKeyConstraint(
            "campaign_id", "unit_id", "question", name=op.f("pk_frozen_verdicts")
        ),
    )
    # The promise of the source letters: "trên 95 %" in routine surveys, "trên 85 %" in
    # ad-hoc ones (work plan of UBND huyện Hớn Quản, 2023, point 1.6). A sample: a
    # province enters its own with the document that promises it.
    op.execute(
        "INSERT INTO targets (kind, unit_id, basis_points, comparator, valid_from, source) VALUES "
        "('routine', NULL, 9500, '>', '2015-01-01', "
        "'Mẫu: UBND huyện Hớn Quản, 2023, điểm 1.6: trên 95 %'), "
        "('ad_hoc', NULL, 8500, '>', '2015-01-01', "
        "'Mẫu: UBND huyện Hớn Quản, 2023, điểm 1.6: trên 85 %')"
    )
    append_only("targets")
    append_only("frozen_verdicts")


def downgrade() -> None:
    forget_append_only("frozen_verdicts")
    forget_append_only("targets")
    op.drop_table("frozen_verdicts")
    op.drop_table("targets")
