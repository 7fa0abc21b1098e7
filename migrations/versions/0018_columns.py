"""Which columnar extracts there are."""

revision = "0018_columns"
down_revision = "0017_days"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
