"""Targets for a procedure group, and findings."""

revision = "0020_findings"
down_revision = "0019_scores"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
