"""A letter says what was rated, or is no letter of a tablet's."""

import json

import pytest

from survey.offline import letters

SAID = {
    "v": 1,
    "kind": "rating",
    "at": 1,
    "session": "a" * 16,
    "mono": 5,
    "offset": None,
    "counter": "7KQ2A",
    "campaign": 1,
    "questionnaire": "dossier",
    "version": 1,
    "language": "vi",
    "form": "overall=5",
    "took": 1,
    "soon": True,
    "who": "helped",
    "reached": None,
}


def read(**changes: object) -> letters.Letter | None:
    return letters.read(json.dumps(SAID | changes).encode())


def test_a_rating_is_read():
    found = read()
    assert found and (found.is_rating, found.is_soon, found.is_helped) == (True, True, True)
    assert (found.form, found.offset, found.given.wall) == ("overall=5", None, 1)


def test_a_rating_left_unfinished_needs_no_form():
    found = read(kind="abandoned", form=None, reached="overall")
    assert found and (found.is_rating, found.reached, found.form) == (False, "overall", "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"v": 2},
        {"kind": "gossip"},
        {"at": "now"},
        {"session": "x"},
        {"mono": None},
        {"counter": None},
        {"campaign": 0},
        {"campaign": 2**31},
        {"campaign": True},
        {"questionnaire": "a" * 41},
        {"version": "1"},
        {"language": 1},
        {"form": None},
        {"form": "a\0b"},
        {"form": "\ud800"},
        {"form": "x" * 65537},
    ],
)
def test_what_is_no_letter_is_none(wrong):
    assert read(**wrong) is None


@pytest.mark.parametrize("plain", [b"", b"\xff", b"[]", b'{"v": 1}', b"{" * 5000])
def test_what_is_no_json_is_none(plain):
    assert letters.read(plain) is None


def test_what_matters_little_is_left_out_when_it_is_wrong():
    found = read(offset="x", soon="yes", who=3, reached=["a"])
    assert found and (found.offset, found.is_soon, found.is_helped) == (None, False, False)
