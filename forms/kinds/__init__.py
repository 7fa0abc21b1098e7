"""The kinds of question there are: a new one is one line here, one file, one template."""

from collections.abc import Mapping
from types import MappingProxyType

from forms.kinds.answer import BadAnswer, Kind
from forms.kinds.choice import CHOICE
from forms.kinds.choices import CHOICES
from forms.kinds.consent import CONSENT
from forms.kinds.date import DATE
from forms.kinds.decimal import DECIMAL
from forms.kinds.line import LINE
from forms.kinds.matrix import MATRIX
from forms.kinds.month import MONTH
from forms.kinds.note import NOTE
from forms.kinds.number import NUMBER
from forms.kinds.ranking import RANKING
from forms.kinds.scale import SCALE
from forms.kinds.text import TEXT
from forms.kinds.unit import UNIT
from forms.kinds.yes_no import YES_NO

__all__ = ["KINDS", "BadAnswer", "Kind"]

_EVERY = (
    SCALE,
    CHOICE,
    CHOICES,
    YES_NO,
    NUMBER,
    DECIMAL,
    DATE,
    MONTH,
    LINE,
    TEXT,
    MATRIX,
    RANKING,
    UNIT,
    CONSENT,
    NOTE,
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _EVERY})
