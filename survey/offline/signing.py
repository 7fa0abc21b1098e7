"""Signatures as browsers write them: r and s side by side, 32 bytes each, in base64."""

from base64 import b64encode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256

from survey.offline.sealing import public_key, unbase64

_HALF = 32
_HOW = ec.ECDSA(SHA256())


def signed(key: ec.EllipticCurvePrivateKey, body: bytes) -> str:
    """Return the signature of `body` by the holder of `key`."""
    r, s = decode_dss_signature(key.sign(body, _HOW))
    return b64encode(r.to_bytes(_HALF) + s.to_bytes(_HALF)).decode()


def is_signed(point: str, signature: str, body: bytes) -> bool:
    """Whether the holder of the key that `point` (base64) names has signed `body`."""
    key, halves = public_key(unbase64(point)), unbase64(signature)
    if key is None or len(halves) != 2 * _HALF:
        return False
    pair = int.from_bytes(halves[:_HALF]), int.from_bytes(halves[_HALF:])
    try:
        key.verify(encode_dss_signature(*pair), body, _HOW)
    except InvalidSignature:
        return False
    return True
