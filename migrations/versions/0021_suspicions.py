"""Suspicions, and what two people say of each."""

revision = "0021_suspicions"
down_revision = "0020_findings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
