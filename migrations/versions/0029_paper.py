"""Printed forms, and what two people typed of each."""

revision = "0029_paper"
down_revision = "0028_fieldwork"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
