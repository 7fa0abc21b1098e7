"""What may be done on the staff side, and which role may do it.

A permission says what, never where: where is the unit an account is bound to
and all that lies below it (`scope`).
"""

from collections.abc import Iterable
from enum import StrEnum


class Permission(StrEnum):
    """One thing a member of staff may be allowed to do."""

    BE_STAFF = "be_staff"
    SEE_RESULTS = "see_results"
    RULE = "rule"
    READ_WORDS = "read_words"
    RUN_CAMPAIGNS = "run_campaigns"
    COMPOSE = "compose"
    KEEP_COUNTERS = "keep_counters"
    SET_TARGETS = "set_targets"
    ENTER_SCORES = "enter_scores"
    KEEP_DOSSIERS = "keep_dossiers"
    SET_BRANDING = "set_branding"
    KEEP_ACCOUNTS = "keep_accounts"
    SUPERVISE = "supervise"
    TYPE_FORMS = "type_forms"


class RoleName(StrEnum):
    """The roles an account can have, as the database spells them."""

    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    REVIEWER = "reviewer"
    SUPERVISOR = "supervisor"
    TYPIST = "typist"


_STAFF = frozenset({Permission.BE_STAFF})
GRANTED: dict[RoleName, frozenset[Permission]] = {
    RoleName.ADMINISTRATOR: frozenset(Permission),
    RoleName.MANAGER: frozenset(Permission)
    - {
        *(Permission.KEEP_ACCOUNTS, Permission.SET_TARGETS, Permission.SET_BRANDING),
        Permission.ENTER_SCORES,
    },
    RoleName.REVIEWER: _STAFF | {Permission.SEE_RESULTS, Permission.READ_WORDS},
    RoleName.SUPERVISOR: _STAFF | {Permission.SUPERVISE, Permission.TYPE_FORMS},
    RoleName.TYPIST: _STAFF | {Permission.TYPE_FORMS},
}


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """Return everything the named roles allow together; an unknown role is a ValueError."""
    return frozenset().union(*(GRANTED[RoleName(role)] for role in roles))
