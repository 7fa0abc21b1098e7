"""Seals: letters that only the holder of our key can open.

P-256 key agreement with the pair a page made for its session, HKDF-SHA-256, then
AES-256-GCM. A letter is bound to its device, identity and number: none can be put in
another's place.
"""

from base64 import b64decode
from binascii import Error
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_PURPOSE = b"langnghe kiosk v1"
_IV = 12
_POINT = 65


def bound_to(device: str, identity: str, number: int) -> bytes:
    """Return what a letter is bound to."""
    return f"{device}|{identity}|{number}".encode()


def opened(key: ec.EllipticCurvePrivateKey, point: str, letter: str, bound: bytes) -> bytes | None:
    """Return what `letter`, sealed by the holder of `point`, says; None if it is not ours."""
    sealed = unbase64(letter)
    cipher = _agreed(key, point)
    if cipher is None or len(sealed) <= _IV:
        return None
    try:
        return cipher.decrypt(sealed[:_IV], sealed[_IV:], bound)
    except InvalidTag:
        return None


def raw_point(key: ec.EllipticCurvePublicKey) -> bytes:
    """Return the 65 bytes that stand for a public key."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def public_key(point: bytes) -> ec.EllipticCurvePublicKey | None:
    """Return the key that `point` stands for; None where it lies on no curve of ours."""
    if len(point) != _POINT:
        return None
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        return None


def unbase64(text: str) -> bytes:
    """Return what `text` stands for; nothing where it is no base64."""
    try:
        return b64decode(text.encode("ascii"), validate=True)
    except (Error, UnicodeEncodeError):
        return b""


@lru_cache(maxsize=512)
def _agreed(key: ec.EllipticCurvePrivateKey, point: str) -> AESGCM | None:
    # A page seals all its letters with one pair, so what was agreed on is remembered.
    theirs = public_key(unbase64(point))
    if theirs is None:
        return None
    shared = key.exchange(ec.ECDH(), theirs)
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=b"", info=_PURPOSE).derive(shared))
