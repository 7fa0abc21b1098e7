"""Known totals to weight to, and weighted results as they were frozen."""

revision = "0030_weighting"
down_revision = "0029_paper"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
