"""What a campaign plans, what is said of it afterwards, and that it was published."""

revision = "0024_campaign_life"
down_revision = "0023_kinds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
