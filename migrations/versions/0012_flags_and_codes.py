"""Flags and single-use codes: what is known of how an answer came, and nothing more."""

revision = "0012_flags_and_codes"
down_revision = "0011_longer_values"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
