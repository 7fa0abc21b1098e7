"""Who brought a scan neither types that form nor settles it."""

import sqlalchemy as sa
from alembic import op

from migrations.triggers import forget, refuse_where

revision = "0032_scans_brought"
down_revision = "0031_letters_leave"
branch_labels = None
depends_on = None

_TYPED = (
    "SELECT 1 FROM typings AS other WHERE other.form_code = NEW.form_code "
    "AND (other.typist = NEW.brought_by OR other.brought_by = NEW.typist)"
)
_SETTLED = (
    "SELECT 1 FROM typings AS other WHERE other.form_code = NEW.form_code "
    "AND other.brought_by = NEW.account_id"
)


def upgrade() -> None:
    op.add_column("typings", sa.Column("brought_by", sa.Integer(), nullable=True))
    refuse_where("typings_by_two_people", "typings", "INSERT", _TYPED, "typings are by two people")
    words = "who brought a scan does not settle it"
    refuse_where("settlements_by_a_third", "settlements", "INSERT", _SETTLED, words)


def downgrade() -> None:
    forget("settlements_by_a_third", "settlements")
    forget("typings_by_two_people", "typings")
    op.drop_column("typings", "brought_by")
