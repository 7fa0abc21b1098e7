from datetime import date
from threading import Thread

import pytest

from survey.dossiers import keyring
from survey.dossiers.keyring import KeyGone

pytestmark = [pytest.mark.usefixtures("context"), pytest.mark.only_on("sqlite")]


def test_quarters_are_named_and_bounded():
    assert keyring.quarter_of(date(2026, 1, 1)) == "2026-q1"
    assert keyring.quarter_of(date(2026, 12, 31)) == "2026-q4"
    assert keyring.first_day("2026-q4") == date(2026, 10, 1)
    assert keyring.end_of("2026-q4") == date(2027, 1, 1)
    assert keyring.end_of("2026-q1") == date(2026, 4, 1)


def test_a_key_is_made_once_and_only_its_owner_reads_it(settings):
    key = keyring.slip_key("2026-q4")
    assert len(key) == 32
    assert keyring.slip_key("2026-q4") == key
    assert keyring.slip_key("2026-q3") != key
    path = settings.var / "slip_keys" / "2026-q4"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_thirty_who_ask_at_once_get_one_key(app):
    found: list[bytes] = []

    def ask():
        with app.app_context():
            found.append(keyring.slip_key("2026-q4"))

    threads = [Thread(target=ask) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 30
    assert len(set(found)) == 1
    assert [p.name for p in keyring._folder().iterdir()] == ["2026-q4"]


def test_a_destroyed_key_is_gone_for_good(settings):
    key = keyring.slip_key("2026-q1")
    keyring.slip_key("2026-q2")
    keyring.destroy("2026-q1")
    keyring.destroy("2026-q1")  # a second time changes nothing
    assert list(keyring.living()) == ["2026-q2"]
    with pytest.raises(KeyGone):
        keyring.slip_key("2026-q1")
    assert not any(key in p.read_bytes() for p in settings.var.rglob("*") if p.is_file())


def test_what_is_overwritten_is_the_file_itself(settings):
    key = keyring.slip_key("2026-q1")
    with (settings.var / "slip_keys" / "2026-q1").open("rb") as still_open:
        keyring.destroy("2026-q1")
        assert key not in still_open.read()


def test_newest_keys_come_first():
    for quarter in ("2025-q4", "2026-q2", "2026-q1"):
        keyring.slip_key(quarter)
    assert list(keyring.living()) == ["2026-q2", "2026-q1", "2025-q4"]


def test_the_hash_key_is_another_and_lies_elsewhere(settings):
    assert keyring.hash_key() == keyring.hash_key()
    assert (settings.var / "dossier_key").exists()
    assert keyring.living() == {}
