"""Letters on their way to those invited."""

revision = "0026_letters"
down_revision = "0025_invitations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
