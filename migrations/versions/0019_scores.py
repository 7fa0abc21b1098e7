"""Published scores."""

revision = "0019_scores"
down_revision = "0018_columns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
