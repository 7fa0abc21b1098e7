"""Interviewers, what came of each attempt, approvals and call-backs."""

import sqlalchemy as sa
from alembic import op

from migrations.triggers import (
    append_only,
    forget,
    forget_append_only,
    forget_emptying,
    forget_replacing,
    refuse,
    refuse_emptying,
    refuse_replacing,
)
from survey.db import Moment

revision = "0028_fieldwork"
down_revision = "0027_frames"
branch_labels = None
depends_on = None

_ERASED = ("case_id", "response_id", "day", "at", "received_at", "seconds", "latitude", "longitude")
_KEPT = {
    "interviewers": (("id",), "an interviewer is revoked, not removed"),
    "interviewer_codes": (("code_hash",), "a code is spent, not removed"),
    "attempts": (("id",), "an attempt stays"),
    "reviews": (("id",), "a review stays"),
    "interview_asides": (("interviewer_id", "id"), "what was set aside stays"),
}
_APPENDED = ("interviewer_events", "case_outcomes", "callback_counts")
_TABLES = (
    *("case_outcomes", "callback_counts", "callbacks", "reviews", "attempts", "assignments"),
    *("interview_asides", "interviewer_events", "interviewer_numbers", "interviewer_codes"),
    *("interviewers", "fieldwork_settings"),
)


def upgrade() -> None:
    _settings()
    _interviewers()
    _codes()
    _heard()
    _assignments()
    _attempts()
    _reviews()
    _callbacks()
    _promises()


def downgrade() -> None:
    for table in _APPENDED:
        forget_append_only(table)
    for name, table in _CHANGES:
        forget(name, table)
    for table in _KEPT:
        forget_replacing(table)
        forget_emptying(table)
        forget(f"{table}_never_removed", table)
    for table in _TABLES:
        op.drop_table(table)


_CHANGES = (
    ("interviewers_stay_who_they_are", "interviewers"),
    ("interviewer_codes_are_spent_once", "interviewer_codes"),
    ("attempts_are_only_erased", "attempts"),
    ("reviews_are_only_erased", "reviews"),
    ("interview_asides_are_only_erased", "interview_asides"),
    ("callbacks_never_changed", "callbacks"),
)


def _promises() -> None:
    for table, (key, words) in _KEPT.items():
        refuse(f"{table}_never_removed", table, "DELETE", "", words)
        refuse_emptying(table, words)
        refuse_replacing(table, key, f"{words} and not replaced")
    for table in _APPENDED:
        append_only(table)
    _refuse_change(
        "interviewers_stay_who_they_are",
        "NEW.id <> OLD.id OR NEW.campaign_id <> OLD.campaign_id OR NEW.sign_key <> OLD.sign_key "
        "OR NEW.enrolled_at <> OLD.enrolled_at OR (OLD.revoked_at IS NOT NULL AND "
        "(NEW.revoked_at IS NULL OR NEW.revoked_at <> OLD.revoked_at))",
        "an interviewer keeps the key and the campaign, and stays revoked",
    )
    _refuse_change(
        "interviewer_codes_are_spent_once",
        "OLD.interviewer_id IS NOT NULL OR NEW.wrong < OLD.wrong "
        "OR NEW.code_hash <> OLD.code_hash OR NEW.pin_hash <> OLD.pin_hash "
        "OR NEW.expires_at <> OLD.expires_at OR NEW.campaign_id <> OLD.campaign_id",
        "a code is spent once",
    )
    stays = ("id", "campaign_id", "interviewer_id", "disposition", "is_assigned")
    changed = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in stays)
    left = " OR ".join(f"NEW.{name} IS NOT NULL" for name in (*_ERASED, "note"))
    words = "an attempt is changed by nothing but its erasing"
    _refuse_change("attempts_are_only_erased", f"{changed} OR {left}", words)
    stays = ("id", "campaign_id", "response_id", "verdict", "at")
    changed = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in stays)
    words = "a review is changed by nothing but the erasing of its reason"
    _refuse_change("reviews_are_only_erased", f"{changed} OR NEW.reason <> ''", words)
    stays = ("interviewer_id", "id", "day", "reason")
    changed = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in stays)
    words = "what was set aside is changed by nothing but its erasing"
    _refuse_change("interview_asides_are_only_erased", f"{changed} OR NEW.entry <> ''", words)
    _refuse_change("callbacks_never_changed", "", "a call stays as it was told")


def _refuse_change(name: str, when: str, words: str) -> None:
    refuse(name, dict(_CHANGES)[name], "UPDATE", when, words)


def _foreign(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _check(table: str, name: str, words: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(words, name=op.f(f"ck_{table}_{name}"))


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _settings() -> None:
    op.create_table(
        "fieldwork_settings",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("ask_position", sa.Boolean(), nullable=False),
        sa.Column("callback_share_bp", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=80), nullable=False),
        _check(
            "fieldwork_settings",
            "share_in_basis_points",
            "callback_share_bp BETWEEN 0 AND 10000",
        ),
        _foreign("fieldwork_settings", "campaign_id", "campaigns"),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_fieldwork_settings")),
    )


def _interviewers() -> None:
    op.create_table(
        "interviewers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("sign_key", sa.String(length=88), nullable=False),
        sa.Column("enrolled_at", Moment(), nullable=False),
        sa.Column("enrolled_by", sa.Integer(), nullable=True),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.Column("revoked_by", sa.Integer(), nullable=True),
        sa.Column("last_seen", Moment(), nullable=True),
        sa.Column("session", sa.String(length=16), nullable=True),
        sa.Column("mono", sa.BigInteger(), nullable=False),
        sa.Column("clock_off", sa.BigInteger(), nullable=False),
        sa.Column("app", sa.String(length=40), nullable=True),
        sa.Column("config", sa.String(length=64), nullable=True),
        sa.Column("waiting", sa.BigInteger(), nullable=False),
        sa.Column("waiting_since", Moment(), nullable=True),
        sa.Column("drained_at", Moment(), nullable=False),
        sa.Column("battery", sa.Integer(), nullable=True),
        sa.Column("charging", sa.Boolean(), nullable=True),
        sa.Column("used", sa.BigInteger(), nullable=True),
        sa.Column("quota", sa.BigInteger(), nullable=True),
        sa.Column("persisted", sa.Boolean(), nullable=True),
        _check("interviewers", "waiting_from_none", "waiting >= 0"),
        _check(
            "interviewers", "battery_in_percent", "battery IS NULL OR battery BETWEEN 0 AND 100"
        ),
        _check("interviewers", "revoked_by_at", "revoked_at IS NOT NULL OR revoked_by IS NULL"),
        _foreign("interviewers", "campaign_id", "campaigns"),
        _foreign("interviewers", "enrolled_by", "accounts"),
        _foreign("interviewers", "revoked_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interviewers")),
        sa.UniqueConstraint("sign_key", name=op.f("uq_interviewers_sign_key")),
    )
    _index("interviewers", "campaign_id")


def _codes() -> None:
    op.create_table(
        "interviewer_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("pin_hash", sa.String(length=64), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("interviewer_id", sa.String(length=32), nullable=True),
        _check("interviewer_codes", "five_wrong_at_most", "wrong BETWEEN 0 AND 5"),
        _foreign("interviewer_codes", "campaign_id", "campaigns"),
        _foreign("interviewer_codes", "made_by", "accounts"),
        _foreign("interviewer_codes", "interviewer_id", "interviewers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interviewer_codes")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_interviewer_codes_code_hash")),
    )


def _heard() -> None:
    op.create_table(
        "interviewer_numbers",
        sa.Column("interviewer_id", sa.String(length=32), nullable=False),
        sa.Column("first", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        _check("interviewer_numbers", "first_to_last", "first BETWEEN 1 AND last"),
        _foreign("interviewer_numbers", "interviewer_id", "interviewers"),
        sa.PrimaryKeyConstraint("interviewer_id", "first", name=op.f("pk_interviewer_numbers")),
    )
    op.create_table(
        "interviewer_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interviewer_id", sa.String(length=32), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        _foreign("interviewer_events", "interviewer_id", "interviewers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interviewer_events")),
    )
    _index("interviewer_events", "interviewer_id")
    op.create_table(
        "interview_asides",
        sa.Column("interviewer_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        _foreign("interview_asides", "interviewer_id", "interviewers"),
        sa.PrimaryKeyConstraint("interviewer_id", "id", name=op.f("pk_interview_asides")),
    )


def _assignments() -> None:
    op.create_table(
        "assignments",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("interviewer_id", sa.String(length=32), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        _foreign("assignments", "case_id", "cases"),
        _foreign("assignments", "interviewer_id", "interviewers"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_assignments")),
    )
    _index("assignments", "interviewer_id")


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("interviewer_id", sa.String(length=32), nullable=False),
        sa.Column("disposition", sa.String(length=20), nullable=False),
        sa.Column("is_assigned", sa.Boolean(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("response_id", sa.String(length=32), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("at", Moment(), nullable=True),
        sa.Column("received_at", Moment(), nullable=True),
        sa.Column("seconds", sa.BigInteger(), nullable=True),
        sa.Column("latitude", sa.Numeric(6, 3), nullable=True),
        sa.Column("longitude", sa.Numeric(6, 3), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=True),
        _check(
            "attempts",
            "known_disposition",
            "disposition IN ('complete', 'partial', 'refusal', 'non_contact', 'other', "
            "'language', 'unknown_household', 'unknown_other', 'not_eligible')",
        ),
        _check(
            "attempts",
            "answers_of_an_interview",
            "response_id IS NULL OR disposition IN ('complete', 'partial')",
        ),
        _check("attempts", "both_or_neither", "(latitude IS NULL) = (longitude IS NULL)"),
        _check("attempts", "seconds_from_none", "seconds IS NULL OR seconds >= 0"),
        _foreign("attempts", "campaign_id", "campaigns"),
        _foreign("attempts", "interviewer_id", "interviewers"),
        _foreign("attempts", "case_id", "cases"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
        sa.UniqueConstraint("response_id", name=op.f("uq_attempts_response_id")),
        # In the order of random identities: no order of arrival is left to be read.
        sqlite_with_rowid=False,
    )
    for column in ("campaign_id", "interviewer_id", "case_id"):
        _index("attempts", column)


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        _check("reviews", "known_verdict", "verdict IN ('approved', 'sent_back')"),
        _foreign("reviews", "campaign_id", "campaigns"),
        _foreign("reviews", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    _index("reviews", "campaign_id")
    _index("reviews", "response_id")


def _callbacks() -> None:
    op.create_table(
        "callbacks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.String(length=32), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("interviewed", sa.Boolean(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        _check("callbacks", "reached_to_be_asked", "reached OR interviewed IS NULL"),
        _foreign("callbacks", "attempt_id", "attempts"),
        _foreign("callbacks", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callbacks")),
    )
    _index("callbacks", "attempt_id")
    op.create_table(
        "callback_counts",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Integer(), nullable=False),
        _check("callback_counts", "agreed_of_n", "agreed BETWEEN 0 AND n"),
        _foreign("callback_counts", "campaign_id", "campaigns"),
        sa.PrimaryKeyConstraint("campaign_id", "question", name=op.f("pk_callback_counts")),
    )
    op.create_table(
        "case_outcomes",
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("disposition", sa.String(length=20), nullable=False),
        _foreign("case_outcomes", "case_id", "cases"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_outcomes")),
    )
