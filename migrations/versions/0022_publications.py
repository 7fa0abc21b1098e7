"""What was published, so that no difference of two gives anybody away."""

revision = "0022_publications"
down_revision = "0021_suspicions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
