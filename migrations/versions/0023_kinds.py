"""Two more kinds of campaign, two more ways an answer comes, and how a person was drawn."""

import sqlalchemy as sa
from alembic import op

from migrations.widening import allow

revision = "0023_kinds"
down_revision = "0022_publications"
branch_labels = None
depends_on = None

_CHANNELS = ("qr", "receipt", "kiosk", "paper", "import")
_ROLES = ("administrator", "manager", "reviewer")


def upgrade() -> None:
    allow("campaigns", "ck_campaigns_known_kind", "kind", ("routine", "ad_hoc", "field", "invited"))
    channels = (*_CHANNELS, "interview", "invitation")
    allow("responses", "ck_responses_known_channel", "channel", channels)
    allow("roles", "ck_roles_known_name", "name", (*_ROLES, "supervisor", "typist"))
    op.execute("INSERT INTO roles (name) VALUES ('supervisor'), ('typist')")
    op.add_column("responses", sa.Column("design", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("responses", "design")
    op.execute(
        "DELETE FROM account_roles WHERE role_id IN "
        "(SELECT id FROM roles WHERE name IN ('supervisor', 'typist'))"
    )
    op.execute("DELETE FROM roles WHERE name IN ('supervisor', 'typist')")
    allow("roles", "ck_roles_known_name", "name", _ROLES)
    allow("responses", "ck_responses_known_channel", "channel", _CHANNELS)
    allow("campaigns", "ck_campaigns_known_kind", "kind", ("routine", "ad_hoc"))
