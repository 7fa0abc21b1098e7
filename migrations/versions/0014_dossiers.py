"""Dossiers: how many each unit handled, and who may hand them in."""

revision = "0014_dossiers"
down_revision = "0013_jobs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
