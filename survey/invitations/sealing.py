"""The seal of a box: what waits in it is read with the campaign's key, and by nothing else.

A copy of the database tells nothing of what waits, and two copies nothing of what came
between them: the whole box is sealed anew each time, and filled up to a round length so
that no long answer shows by its length.
"""

import json
import secrets
import zlib
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from survey.invitations.links import KeyGone

Entry = dict[str, object]
_NONCE = 12
_LENGTH = 4
_ROUND = 64 * 1024


def sealed(key: bytes, entries: Sequence[Entry]) -> bytes:
    """Return `entries` as a box holds them, in an order that says nothing."""
    # By identities drawn by lot: whoever opens it learns not who came last.
    mixed = sorted(entries, key=lambda entry: str(entry["id"]))
    packed = zlib.compress(json.dumps(mixed, ensure_ascii=False).encode(), 1)
    told = len(packed).to_bytes(_LENGTH, "big") + packed
    filled = told.ljust(-(-len(told) // _ROUND) * _ROUND, b"\0")
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, filled, None)


def opened(key: bytes, box: bytes) -> list[Entry]:
    """Return what waits in a box; raises KeyGone when the key is another."""
    if not box:
        return []
    try:
        told = AESGCM(key).decrypt(box[:_NONCE], box[_NONCE:], None)
    except InvalidTag:
        raise KeyGone("box") from None
    length = int.from_bytes(told[:_LENGTH], "big")
    entries: list[Entry] = json.loads(zlib.decompress(told[_LENGTH : _LENGTH + length]))
    return entries
