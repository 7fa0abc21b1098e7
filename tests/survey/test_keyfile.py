import stat
from itertools import count
from threading import Barrier, Thread

import pytest

from survey.keyfile import kept


def test_a_key_is_made_once_and_its_owners_alone(tmp_path):
    made = count()
    path = tmp_path / "key"
    first, again = (kept(path, lambda: str(next(made)).encode()) for _ in "12")
    assert first == again == b"0"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_sixteen_who_ask_at_once_read_one_key(tmp_path):
    made, start = count(), Barrier(16)
    found: list[bytes] = []

    def ask() -> None:
        start.wait()
        found.append(kept(tmp_path / "key", lambda: str(next(made)).encode()))

    askers = [Thread(target=ask) for _ in range(16)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert len(set(found)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_a_key_that_could_not_be_written_leaves_nothing(tmp_path):
    def fail() -> bytes:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        kept(tmp_path / "key", fail)
    assert list(tmp_path.iterdir()) == []
