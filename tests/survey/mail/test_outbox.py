"""The outbox: whole files of one's own, each letter once."""

import stat
import time
from datetime import UTC, datetime

import pytest

from survey.mail.outbox import Outbox
from survey.mail.outcomes import Outcome

NAME = "a" * 40
RAW = b"To: an@tinh.vn\r\n\r\nx\r\n"
NOW = datetime(2026, 11, 20, 2, 31, 7, 5, tzinfo=UTC)


@pytest.fixture
def outbox(tmp_path):
    return Outbox(tmp_path, NOW)


def yes():
    return True


def test_a_letter_is_a_file_of_its_owner_that_tells_the_day(outbox, tmp_path):
    assert not outbox.holds(NAME)
    assert outbox.post("an@tinh.vn", NAME, RAW, yes).outcome is Outcome.SENT
    assert outbox.holds(NAME)
    (file,) = (tmp_path / "outbox").iterdir()
    assert (file.name, file.read_bytes()) == (f"{NAME}.eml", RAW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    midnight_in_hanoi = datetime(2026, 11, 19, 17, tzinfo=UTC)
    assert datetime.fromtimestamp(file.stat().st_mtime, UTC) == midnight_in_hanoi


def test_nothing_is_there_before_the_mark_nor_without_it(outbox, tmp_path):
    def no():
        assert not outbox.holds(NAME)
        return False

    assert outbox.post("an@tinh.vn", NAME, RAW, no).outcome is Outcome.TAKEN
    assert list((tmp_path / "outbox").iterdir()) == []


def test_the_same_letter_twice_is_one_file(outbox, tmp_path):
    for raw in (RAW, RAW + b"again"):
        assert outbox.post("an@tinh.vn", NAME, raw, yes).outcome is Outcome.SENT
    assert [file.read_bytes() for file in (tmp_path / "outbox").iterdir()] == [RAW]


def test_a_folder_that_cannot_be_written_is_told_in_words(outbox, tmp_path):
    (tmp_path / "outbox").write_text("a file in its place")
    posted = outbox.post("an@tinh.vn", NAME, RAW, yes)
    assert posted.outcome is Outcome.AWAY
    assert "outbox" in posted.words


def test_drafts_of_one_who_was_cut_off_go_after_an_hour(outbox, tmp_path, monkeypatch):
    folder = tmp_path / "outbox"
    folder.mkdir()
    draft = folder / f".{NAME}.17"
    draft.write_bytes(RAW)
    outbox.close()
    assert draft.exists()
    later = time.time() + 3700
    monkeypatch.setattr(time, "time", lambda: later)
    outbox.close()
    assert not draft.exists()


def test_a_mark_that_breaks_leaves_nothing_behind(outbox, tmp_path):
    def broken():
        raise SystemExit

    with pytest.raises(SystemExit):
        outbox.post("an@tinh.vn", NAME, RAW, broken)
    assert list((tmp_path / "outbox").iterdir()) == []
