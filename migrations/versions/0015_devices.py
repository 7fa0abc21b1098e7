"""Kiosk devices: enrolled, heard from, revoked."""

revision = "0015_devices"
down_revision = "0014_dossiers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
