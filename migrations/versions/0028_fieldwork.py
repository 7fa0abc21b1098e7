"""Interviewers, what came of each attempt, approvals and call-backs."""

revision = "0028_fieldwork"
down_revision = "0027_frames"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
