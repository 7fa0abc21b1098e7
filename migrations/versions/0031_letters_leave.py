"""Letters of a closed campaign may be removed; of any other never."""

from migrations.triggers import forget, refuse, refuse_where

revision = "0031_letters_leave"
down_revision = "0030_weighting"
branch_labels = None
depends_on = None

_NAME, _WORDS = "letters_never_removed", "a letter is never removed"
_GOES_ON = "SELECT 1 FROM campaigns WHERE id = OLD.campaign_id AND closed_at IS NULL"


def upgrade() -> None:
    forget(_NAME, "letters")
    refuse_where(_NAME, "letters", "DELETE", _GOES_ON, _WORDS)


def downgrade() -> None:
    forget(_NAME, "letters")
    refuse(_NAME, "letters", "DELETE", "", _WORDS)
