import pytest

from survey.access.permissions import Permission, permissions_of


def test_an_administrator_may_do_everything():
    assert permissions_of(["administrator"]) == frozenset(Permission)


def test_a_manager_keeps_neither_accounts_nor_targets_nor_scores_nor_looks():
    denied = frozenset(Permission) - permissions_of(["manager"])
    assert denied == {
        Permission.KEEP_ACCOUNTS,
        Permission.SET_TARGETS,
        Permission.SET_BRANDING,
        Permission.ENTER_SCORES,
    }


def test_a_reviewer_only_looks():
    seen = {Permission.BE_STAFF, Permission.SEE_RESULTS, Permission.READ_WORDS}
    assert permissions_of(["reviewer"]) == seen


def test_two_roles_allow_what_either_allows():
    assert permissions_of(["reviewer", "manager"]) == permissions_of(["manager"])


def test_a_role_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="boss"):
        permissions_of(["boss"])


def test_a_typist_sees_no_results():
    assert permissions_of(["typist"]) == {Permission.BE_STAFF, Permission.TYPE_FORMS}
