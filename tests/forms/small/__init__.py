"""Small questionnaires: one that uses every key and kind there is, in a folder like a shelf's."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from forms import reading
from forms.questionnaire import Questionnaire
from tests.forms.parts import document

SHELVES = Path(__file__).parent
EVERYTHING = SHELVES / "everything" / "1.yaml"


def everything_written() -> Any:
    """Return the questionnaire that uses everything, as plain values, to be changed at will."""
    return deepcopy(_loaded())


@cache
def _loaded() -> Any:
    return yaml.safe_load(EVERYTHING.read_text(encoding="utf-8"))


def everything() -> Questionnaire:
    """Return the questionnaire that uses everything."""
    return reading.read(EVERYTHING)


def sound(*sections: dict[str, Any], **said: Any) -> Questionnaire:
    """Return the questionnaire of these sections, which must keep every rule."""
    written = document(*sections, **said)
    assert reading.faults_of(written) == []
    return reading.made(written)
