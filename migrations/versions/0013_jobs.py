"""Background jobs, and how a province looks in print."""

revision = "0013_jobs"
down_revision = "0012_flags_and_codes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
