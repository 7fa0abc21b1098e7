"""Tallies by day and by procedure group."""

revision = "0017_days"
down_revision = "0016_apart"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
