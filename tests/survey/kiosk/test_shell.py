import gzip
from pathlib import Path

import pytest

from survey.kiosk.shell import Shell, shell


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
