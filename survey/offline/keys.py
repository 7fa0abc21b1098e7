"""Our own keys: one that signs what we say to tablets, and those that open their letters.

They lie in the state folder, readable by its owner only, and are part of a backup that
is kept apart from the database's: whoever has the seal's key can open what a stolen
tablet holds. A seal's key that was followed by another still opens what it closed. When
the signing key is lost every tablet has to be enrolled again, and when a seal's key is
lost what waits under it in tablets can never be read.
"""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from flask import current_app

from survey.keyfile import kept
from survey.offline.sealing import raw_point

_SIGN = "sign.pem"
_FIRST_SEAL = "seal-0001.pem"
_SEALS = "seal-????.pem"


def signing_key() -> ec.EllipticCurvePrivateKey:
    """Return the key under which we speak to tablets, made when first asked for."""
    return _loaded(_kept_key(_folder() / _SIGN))


def seal_key() -> tuple[str, ec.EllipticCurvePrivateKey]:
    """Return name and key of the seal that tablets are to use now."""
    _kept_key(_folder() / _FIRST_SEAL)
    newest = max(_folder().glob(_SEALS))
    key = _loaded(newest.read_bytes())
    return kid_of(key), key


def seal_keys() -> dict[str, ec.EllipticCurvePrivateKey]:
    """Return every seal's key there is by its name, however old."""
    keys = (_loaded(path.read_bytes()) for path in sorted(_folder().glob(_SEALS)))
    return {kid_of(key): key for key in keys}


def kid_of(key: ec.EllipticCurvePrivateKey) -> str:
    """Return the name of a seal's key: the beginning of its public half's hash."""
    return sha256(raw_point(key.public_key())).hexdigest()[:16]


def renew_seal() -> str:
    """Make a new seal's key, which tablets use once they have heard of it; return its name."""
    seal_key()
    newest = max(_folder().glob(_SEALS)).stem
    path = _folder() / f"seal-{int(newest[-4:]) + 1:04}.pem"
    return kid_of(_loaded(_kept_key(path)))


@lru_cache(maxsize=64)
def _loaded(pem: bytes) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(pem, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("a key of another kind")
    return key


def _folder() -> Path:
    var: Path = current_app.extensions["settings"].var
    folder = var / "kiosk_keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _kept_key(path: Path) -> bytes:
    return kept(path, _made)


def _made() -> bytes:
    made = ec.generate_private_key(ec.SECP256R1())
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
