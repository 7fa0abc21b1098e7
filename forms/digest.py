"""The digest of a questionnaire: one number that stands for every word of it.

Campaigns and responses are held to it, so it must come out the same for ever.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from hashlib import sha256

Plain = dict[str, "Plain"] | list["Plain"] | str | int
"""What JSON can say of a questionnaire."""


def digest_of(value: object) -> str:
    """Return the SHA-256 of everything `value` (frozen dataclasses all through) says, in hex."""
    written = json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(written.encode()).hexdigest()


def _plain(value: object) -> Plain:
    """Return `value` as JSON can say it.

    A property that says no more than its default is left out, so that one which
    questionnaires learn later does not change the digest of those that do not use it.
    """
    if isinstance(value, str | int):
        return value
    if is_dataclass(value):
        told = {field.name: (field.default, getattr(value, field.name)) for field in fields(value)}
        return {
            name: _plain(part)
            for name, (default, part) in told.items()
            if default is MISSING or part != default
        }
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, frozenset):
        return [_plain(part) for part in sorted(value)]
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    raise TypeError(f"a questionnaire cannot hold {value!r}")
