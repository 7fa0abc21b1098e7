"""Those invited, their groups, and the box their answers wait in."""

import sqlalchemy as sa
from alembic import op

from migrations.triggers import forget, refuse

revision = "0025_invitations"
down_revision = "0024_campaign_life"
branch_labels = None
depends_on = None

_REFUSED = {
    "invitee_groups_stand_once_locked": "OLD.is_locked AND (NOT NEW.is_locked "
    "OR NEW.merged_into IS DISTINCT FROM OLD.merged_into OR NEW.code <> OLD.code)",
    "invitee_groups_stay_shut": "OLD.spent IS NULL",
    "invitee_groups_forget_no_mark": "length(NEW.spent) < length(OLD.spent)",
}


def upgrade() -> None:
    op.create_table(
        "invitation_modes",
        sa.Column("campaign_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("leaves", sa.String(length=8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("locked_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "leaves IN ('closing', 'batches')", name=op.f("ck_invitation_modes_known_leaving")
        ),
        sa.CheckConstraint(
            "mode IN ('grouped', 'together')", name=op.f("ck_invitation_modes_known_mode")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name=op.f("fk_invitation_modes_campaign_id_campaigns"),
        ),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_invitation_modes")),
    )
    refuse(
        "invitation_modes_stand_once_locked",
        "invitation_modes",
        "UPDATE",
        "OLD.locked_on IS NOT NULL",
        "the mode stands once the first invitation is out",
    )
    _create_groups()
    for name, when in _REFUSED.items():
        refuse(name, "invitee_groups", "UPDATE", when, "a group stands once its box is in use")
    op.create_table(
        "invitees",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("entry", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_invitees_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["invitee_groups.id"], name=op.f("fk_invitees_group_id_invitee_groups")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitees")),
        sa.UniqueConstraint("campaign_id", "address", name=op.f("uq_invitees_campaign_id_address")),
        sa.UniqueConstraint("entry", name=op.f("uq_invitees_entry")),
    )
    op.create_index(op.f("ix_invitees_group_id"), "invitees", ["group_id"])


def _create_groups() -> None:
    op.create_table(
        "invitee_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("spent", sa.LargeBinary(), nullable=True),
        sa.Column("waiting", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "answered BETWEEN 0 AND invited", name=op.f("ck_invitee_groups_answered_of_invited")
        ),
        sa.CheckConstraint("merged_into <> id", name=op.f("ck_invitee_groups_merged_elsewhere")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_invitee_groups_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into"],
            ["invitee_groups.id"],
            name=op.f("fk_invitee_groups_merged_into_invitee_groups"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitee_groups")),
        sa.UniqueConstraint("campaign_id", "code", name=op.f("uq_invitee_groups_campaign_id_code")),
    )


def downgrade() -> None:
    op.drop_table("invitees")
    for name in _REFUSED:
        forget(name, "invitee_groups")
    op.drop_table("invitee_groups")
    forget("invitation_modes_stand_once_locked", "invitation_modes")
    op.drop_table("invitation_modes")
