"""Only the server opens a letter, and only in the place it was sealed for."""

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from survey.offline.sealing import bound_to, opened, public_key, raw_point, unbase64
from tests.factories.devices import Tablet

KEY = ec.generate_private_key(ec.SECP256R1())


@pytest.fixture
def entry():
    seal = {"kid": "k", "key": b64encode(raw_point(KEY.public_key())).decode()}
    tablet = Tablet(post=None, id="d" * 32, seal=seal)
    return tablet.sealed({"hello": "Ông/Bà"}, "a" * 32, 7)


def test_what_was_sealed_is_opened(entry):
    bound = bound_to("d" * 32, "a" * 32, 7)
    assert opened(KEY, entry["k"], entry["b"], bound) == b'{"hello": "\\u00d4ng/B\\u00e0"}'


@pytest.mark.parametrize("place", [("e" * 32, "a" * 32, 7), ("d" * 32, "b" * 32, 7)])
def test_a_letter_in_anothers_place_stays_shut(entry, place):
    assert opened(KEY, entry["k"], entry["b"], bound_to(*place)) is None


def test_a_letter_under_another_number_stays_shut(entry):
    assert opened(KEY, entry["k"], entry["b"], bound_to("d" * 32, "a" * 32, 8)) is None


def test_a_letter_with_one_sign_changed_stays_shut(entry):
    bound = bound_to("d" * 32, "a" * 32, 7)
    for at in range(0, len(entry["b"]) - 2, 5):
        wrong = "A" if entry["b"][at] != "A" else "B"
        letter = entry["b"][:at] + wrong + entry["b"][at + 1 :]
        assert opened(KEY, entry["k"], letter, bound) is None


def test_another_key_opens_nothing(entry):
    other = ec.generate_private_key(ec.SECP256R1())
    assert opened(other, entry["k"], entry["b"], bound_to("d" * 32, "a" * 32, 7)) is None


@pytest.mark.parametrize("letter", ["", "é", "====", "AAAA", "A" * 16, "not base64!"])
def test_what_is_no_letter_stays_shut(entry, letter):
    assert opened(KEY, entry["k"], letter, b"") is None


@pytest.mark.parametrize("point", ["", "AAAA", b64encode(b"\x04" + bytes(64)).decode(), "é"])
def test_a_point_off_the_curve_is_no_key(entry, point):
    assert public_key(unbase64(point)) is None
    assert opened(KEY, point, entry["b"], b"") is None
