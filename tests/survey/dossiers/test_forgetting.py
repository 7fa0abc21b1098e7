from datetime import date

import pytest

from survey.dossiers import keyring
from survey.dossiers.forgetting import forget_expired
from survey.dossiers.opening import code_of, open_slip
from tests.factories.dossiers import make_dossier

pytestmark = pytest.mark.usefixtures("context")


def test_a_key_stays_until_its_last_code_has_expired(session, commune):
    code_of(make_dossier(session, commune, received_on=date(2026, 1, 5)))
    assert forget_expired(session, date(2026, 9, 27)) == []
    assert forget_expired(session, date(2026, 9, 28)) == ["2026-q1"]
    assert keyring.living() == {}


def test_a_dossier_done_late_keeps_its_quarters_key(session, commune):
    late = make_dossier(session, commune, received_on=date(2026, 3, 31), done_on=date(2026, 9, 1))
    code_of(late)
    assert forget_expired(session, date(2026, 11, 30)) == []
    assert forget_expired(session, date(2026, 12, 1)) == ["2026-q1"]


def test_other_quarters_keys_stay(session, commune):
    for month in (1, 11):
        code_of(make_dossier(session, commune, received_on=date(2026, month, 5)))
    assert forget_expired(session, date(2026, 11, 20)) == ["2026-q1"]
    assert list(keyring.living()) == ["2026-q4"]


def test_opening_any_slip_forgets_what_has_expired(session, commune):
    code_of(make_dossier(session, commune, received_on=date(2026, 1, 5)))
    for day, left in ((date(2026, 9, 27), 1), (date(2026, 9, 28), 0)):
        open_slip(session, "nothing", day)
        assert len(keyring.living()) == left
