"""Frames, draws from them, and the cases that were drawn."""

revision = "0027_frames"
down_revision = "0026_letters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
