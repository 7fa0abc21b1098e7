from survey.access.permissions import RoleName
from survey.accounts.inputs import ROLE_NAMES
from survey.accounts.reading import account, accounts_in_reach
from tests.factories.accounts import make_account
from tests.factories.places import make_commune, make_province


def test_accounts_in_use_come_first_each_with_role_and_unit(session):
    province = make_province(session, "Tỉnh Gia Lai")
    make_account(session, province, "reviewer", name="An").active = False
    make_account(session, make_commune(session, province, "Xã Ia Le"), "manager", name="Bình")
    session.flush()

    known = accounts_in_reach(session, province.id)

    assert [(each.name, each.role, each.unit, each.active) for each in known] == [
        ("Bình", RoleName.MANAGER, "Xã Ia Le", True),
        ("An", RoleName.REVIEWER, "Tỉnh Gia Lai", False),
    ]


def test_an_account_is_found_by_its_id(session):
    made = make_account(session, make_province(session))
    assert account(session, made.id) is made


def test_every_role_has_a_name_to_choose_it_by():
    assert set(ROLE_NAMES) == set(RoleName)
