"""Those invited, their groups, and the box their answers wait in."""

revision = "0025_invitations"
down_revision = "0024_campaign_life"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
