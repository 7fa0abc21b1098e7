"""An index of the few responses that came with words, in the order they are shown."""

import sqlalchemy as sa
from alembic import op

revision = "0009_words_index"
down_revision = "0008_unit_totals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_responses_with_words",
        "responses",
        ["campaign_id", "id", "unit_id"],
        sqlite_where=sa.text("words <> '{}'"),
        postgresql_where=sa.text("words <> '{}'"),
    )


def downgrade() -> None:
    op.drop_index("ix_responses_with_words", "responses")
