"""Which columnar extracts there are; an index that answers an overview by itself."""

import sqlalchemy as sa
from alembic import op

from survey.db import Moment

revision = "0018_columns"
down_revision = "0017_days"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "column_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("responses", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("responses_digest", sa.String(length=64), nullable=False),
        sa.Column("answers_digest", sa.String(length=64), nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
        sa.CheckConstraint(
            "responses >= 0 AND answers >= 0", name=op.f("ck_column_files_holds_rows")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_files")),
        sa.UniqueConstraint("name", name=op.f("uq_column_files_name")),
    )
    op.create_table(
        "column_spans",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "after >= 0 AND after < last", name=op.f("ck_column_spans_goes_forward")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_column_spans_unit_id_units")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["column_files.id"], name=op.f("fk_column_spans_file_id_column_files")
        ),
        sa.PrimaryKeyConstraint("unit_id", "after", name=op.f("pk_column_spans")),
    )
    op.create_index("ix_column_spans_file_id", "column_spans", ["file_id"], unique=False)
    op.drop_index("ix_apart_campaign_id_unit_id", "apart")
    told = ["campaign_id", "unit_id", "standing", "overall"]
    op.create_index("ix_apart_overview", "apart", told, unique=False)


def downgrade() -> None:
    op.drop_index("ix_apart_overview", "apart")
    op.create_index("ix_apart_campaign_id_unit_id", "apart", ["campaign_id", "unit_id"])
    op.drop_table("column_spans")
    op.drop_table("column_files")
