"""Tallies that keep what is held for review apart."""

revision = "0016_apart"
down_revision = "0015_devices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
