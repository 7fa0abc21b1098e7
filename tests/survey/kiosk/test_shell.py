import gzip
import re
from pathlib import Path

import pytest

from survey.kiosk.shell import INTERVIEW, KIOSK, Shell, shell

STATIC = Path(__file__).resolve().parents[3] / "survey" / "static"


def made(**files: bytes) -> Shell:
    return Shell({f"{name}.js": body for name, body in files.items()}, b"page", b"worker")


def test_any_change_is_another_version():
    first = made(a=b"1", b=b"2")
    assert first.digest == made(b=b"2", a=b"1").digest
    others = [
        made(a=b"1", b=b"3"),
        made(a=b"1"),
        made(a=b"1", c=b"2"),
        Shell(first.files, b"another page", b"worker"),
        Shell(first.files, b"page", b"another worker"),
    ]
    assert len({first.digest, *(other.digest for other in others)}) == 6


def test_a_file_is_addressed_under_its_version():
    one = made(a=b"1")
    assert one.address("a.js") == f"/kiosk/app/{one.digest}/a.js"
    with pytest.raises(KeyError):
        one.address("b.js")


def test_what_is_packed_is_the_same():
    one = made(a=b"1" * 500)
    assert gzip.decompress(one.packed["a.js"]) == one.files["a.js"]


def test_the_set_on_disk_has_no_worker_among_its_files_and_no_stranger():
    now = shell()
    assert "engine.js" in now.files
    assert "worker.js" not in now.files
    assert {Path(name).suffix for name in now.files} <= {".js", ".css", ".svg"}
    assert shell() is now


def test_what_is_said_to_readers_only_is_not_sent_and_lines_keep_their_numbers():
    now = shell()
    source = (STATIC / "kiosk" / "engine.js").read_text().splitlines()
    sent = now.files["engine.js"].decode().splitlines()
    assert len(sent) == len(source)
    assert not any(line.lstrip().startswith("/*") for line in sent)
    code = [n for n, line in enumerate(source) if line.startswith(("import ", "export ", "  "))]
    told = [n for n in code if sent[n] != source[n]]
    assert all(source[n].lstrip()[:2] == "/*" or source[n].startswith("   ") for n in told)
    assert len(told) < len(code) / 4


def test_the_two_pages_share_their_modules_and_no_version():
    kiosk, interview = shell(KIOSK), shell(INTERVIEW)
    assert kiosk.files["seal.js"] == interview.files["seal.js"]
    assert kiosk.files["main.js"] != interview.files["main.js"]
    assert "board.js" in interview.files
    assert "board.js" not in kiosk.files
    assert "screens.js" not in interview.files
    assert interview.address("seal.js").startswith("/interview/app/")
    assert kiosk.digest != interview.digest
    assert (shell(KIOSK), shell(INTERVIEW)) == (kiosk, interview)


@pytest.mark.parametrize("place", [KIOSK, INTERVIEW], ids=lambda place: place.base)
def test_every_module_finds_what_it_imports(place):
    files = shell(place).files
    asked = {
        (name, found)
        for name, body in files.items()
        for found in re.findall(r'from "\./([a-z_]+\.js)"', body.decode())
    }
    assert len(asked) > 50
    assert [each for each in asked if each[1] not in files] == []


@pytest.mark.parametrize("place", [KIOSK, INTERVIEW], ids=lambda place: place.base)
def test_every_word_that_is_said_has_been_written(place):
    files = {name: body.decode() for name, body in shell(place).files.items()}
    written = set(re.findall(r"^ +(\w+): \"", files["words.js"] + files["own_words.js"], re.M))
    said = {word for body in files.values() for word in re.findall(r'\bsay\("(\w+)"', body)}
    assert len(said) > 50
    assert said - written == set()
