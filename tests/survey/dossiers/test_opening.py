from datetime import date, timedelta

import pytest

from survey.dossiers import codes, keyring
from survey.dossiers.keyring import KeyGone
from survey.dossiers.opening import code_of, open_slip
from tests.factories.dossiers import A_DAY, make_dossier

pytestmark = pytest.mark.usefixtures("context")


def crowd(session, commune, **facts):
    return [make_dossier(session, commune, **facts) for _ in range(5)]


def test_a_code_opens_its_own_unit_and_what_a_crowd_shares(session, commune, neighbour):
    due, done = date(2026, 11, 25), date(2026, 11, 24)
    (mine, *_others) = crowd(
        session, commune, resolving=neighbour, due_on=due, done_on=done, group="Hộ tịch"
    )
    make_dossier(session, neighbour, done_on=done)
    slip = open_slip(session, codes.printed(code_of(mine)).lower(), done)
    assert slip.unit_id == commune.id
    assert (slip.procedure_group, slip.resolving_unit_id) == ("Hộ tịch", neighbour.id)
    assert slip.on_time is True
    assert not slip.is_expired
    assert len(bytes.fromhex(slip.mark)) == 16


def test_a_dossier_that_is_alone_that_day_tells_nothing(session, commune):
    slip = open_slip(session, code_of(make_dossier(session, commune)), A_DAY)
    assert (slip.procedure_group, slip.resolving_unit_id, slip.on_time) == (None, None, None)
    assert slip.unit_id == commune.id


def test_receipt_and_result_share_one_code_and_one_mark(session, commune):
    dossier = make_dossier(session, commune)
    before = code_of(dossier)
    mark = open_slip(session, before, A_DAY).mark
    dossier.done_on = dossier.event_on = A_DAY + timedelta(days=3)
    session.flush()
    assert code_of(dossier) == before
    assert open_slip(session, before, A_DAY).mark == mark


@pytest.mark.parametrize("at", range(16))
def test_an_altered_code_opens_nothing(session, commune, at):
    crowd(session, commune)
    code = code_of(make_dossier(session, commune))
    for symbol in codes.ALPHABET.replace(code[at], ""):
        assert open_slip(session, code[:at] + symbol + code[at + 1 :], A_DAY) is None


def test_nonsense_opens_nothing(session):
    for code in ("", "7KQ2", "\0" * 16, "0" * 16, "Z" * 16, "Z" * 5000):
        assert open_slip(session, code, A_DAY) is None


def test_a_code_of_another_installation_opens_nothing(session, commune):
    dossier = make_dossier(session, commune)
    foreign = codes.seal(bytes(32), dossier.id, dossier.code_hash)
    assert open_slip(session, foreign, A_DAY) is None


def test_a_number_dealt_again_after_a_restore_does_not_speak_for_another(session, commune):
    dossier = make_dossier(session, commune)
    key = keyring.slip_key("2026-q4")
    printed_before = codes.seal(key, dossier.id, b"another's dossier"[:16])
    assert open_slip(session, printed_before, A_DAY) is None


def test_a_code_expires_after_its_last_day(session, commune):
    open_ = make_dossier(session, commune)
    done = make_dossier(session, commune, done_on=A_DAY + timedelta(days=10))
    assert not open_slip(session, code_of(open_), A_DAY + timedelta(days=180)).is_expired
    assert open_slip(session, code_of(open_), A_DAY + timedelta(days=181)).is_expired
    assert not open_slip(session, code_of(done), A_DAY + timedelta(days=100)).is_expired
    assert open_slip(session, code_of(done), A_DAY + timedelta(days=101)).is_expired


def test_without_its_key_a_code_opens_nothing_and_is_dealt_no_more(session, commune):
    dossier = make_dossier(session, commune)
    code = code_of(dossier)
    keyring.destroy("2026-q4")
    assert open_slip(session, code, A_DAY) is None
    with pytest.raises(KeyGone):
        code_of(dossier)


def test_opening_changes_nothing(session, commune, context):
    code = code_of(make_dossier(session, commune))
    session.commit()
    open_slip(session, code, A_DAY)
    assert not session.dirty
    assert not session.new
