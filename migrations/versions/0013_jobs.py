"""Background jobs, and how a province looks in print."""

import sqlalchemy as sa
from alembic import op

from survey.db import Moment

revision = "0013_jobs"
down_revision = "0012_flags_and_codes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=True),
        sa.Column("result", sa.String(length=120), nullable=True),
        sa.Column("filename", sa.String(length=120), nullable=True),
        sa.Column("mimetype", sa.String(length=100), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("started_at", Moment(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed')", name=op.f("ck_jobs_known_state")
        ),
        sa.CheckConstraint(
            "state <> 'running' OR lease_until IS NOT NULL", name=op.f("ck_jobs_runs_on_a_lease")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_jobs_unit_id_units")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_jobs_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    op.create_index("ix_jobs_state", "jobs", ["state"], unique=False)
    op.create_index("ix_jobs_account_id", "jobs", ["account_id"], unique=False)
    op.create_table(
        "unit_brandings",
        sa.Column("unit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("colour", sa.String(length=7), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.CheckConstraint(
            "length(colour) = 7", name=op.f("ck_unit_brandings_colour_is_written_out")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_unit_brandings_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_unit_brandings")),
    )


def downgrade() -> None:
    op.drop_table("unit_brandings")
    op.drop_table("jobs")
