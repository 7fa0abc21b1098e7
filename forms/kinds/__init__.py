"""The kinds of question there are: a new one is one line here, one file, one template."""

from collections.abc import Mapping
from types import MappingProxyType

from forms.kinds.answer import BadAnswer, Kind
from forms.kinds.scale import SCALE
from forms.kinds.text import TEXT

__all__ = ["KINDS", "BadAnswer", "Kind"]

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in (SCALE, TEXT)})
