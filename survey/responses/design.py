"""How whoever answered was chosen: the part of a response that its weight comes from.

Kept and chained with the response, so that nobody can weight it otherwise afterwards.
It names a stratum and clusters, never a household or a person: a case is told from its
neighbours by nothing in here. Officials have a group and nothing else.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from forms.answers import canonical

_LONGEST = 80
_MOST_DIGITS = 12  # before the point, or behind it before the first that counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What an estimate needs to know of how somebody was chosen.

    `weight` is one over the chance of having been drawn, a decimal written out; `psu` and
    `second` are clusters of the first and second stage, within their `stratum`; `fpc` is
    how many PSUs the stratum has, `second_fpc` how many second-stage units the PSU has.
    `labels` are what margins are known for (sex, age …). `group` is of those invited.
    """

    weight: str | None = None
    stratum: str | None = None
    psu: str | None = None
    second: str | None = None
    fpc: int | None = None
    second_fpc: int | None = None
    group: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)

    def written(self) -> str:
        """Return the design as the ledger keeps it: canonical JSON of what it holds."""
        held = {name: getattr(self, name) for name in self.__slots__}
        return canonical({name: value for name, value in held.items() if value not in (None, {})})


def read(text: str) -> Design:
    """Return the design the ledger kept as `text`."""
    return Design(**json.loads(text))


def weight_of(written: str) -> str | None:
    """Return a weight as it is kept, or None for what is none: it is a number above zero.

    "1.5" is one; "1,5" is refused, for nobody can tell it from fifteen hundred's beginning.
    """
    try:
        weight = Decimal(written.strip())
    except InvalidOperation:
        return None
    if not weight.is_finite() or weight <= 0 or not written.isascii() or len(written) > _LONGEST:
        return None
    if abs(weight.adjusted()) > _MOST_DIGITS:
        return None  # a few letters can stand for a million digits
    return format(weight.normalize(), "f")
