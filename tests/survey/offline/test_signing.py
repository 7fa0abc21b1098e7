"""A signature holds for its bytes and its key, and for nothing else."""

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from survey.offline.sealing import raw_point
from survey.offline.signing import is_signed, signed

KEY = ec.generate_private_key(ec.SECP256R1())
POINT = b64encode(raw_point(KEY.public_key())).decode()


def test_what_was_signed_is_known():
    for number in range(20):  # r and s are of any length
        body = f"số {number}".encode()
        assert is_signed(POINT, signed(KEY, body), body)


def test_other_bytes_another_key_and_another_signature_are_not():
    signature = signed(KEY, b"a")
    assert not is_signed(POINT, signature, b"b")
    other = ec.generate_private_key(ec.SECP256R1())
    assert not is_signed(POINT, signed(other, b"a"), b"a")


@pytest.mark.parametrize(
    "signature", ["", "AAAA", "é", b64encode(bytes(64)).decode(), b64encode(b"\xff" * 64).decode()]
)
def test_what_is_no_signature_is_refused(signature):
    assert not is_signed(POINT, signature, b"a")
    assert not is_signed(signature, signed(KEY, b"a"), b"a")
