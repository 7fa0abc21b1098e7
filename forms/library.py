"""The library: every questionnaire this installation ships, by code and version.

One YAML file a version in `questionnaires/<code>/<version>.yaml`, read once and
never changed while the program runs. One faulty file and the library does not
open: better no form than a form that cannot be tallied.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from forms.questionnaire import Questionnaire
from forms.reading import read

SHELVES = Path(__file__).parent / "questionnaires"


class UnknownQuestionnaire(LookupError):
    """No questionnaire has that code and version."""


def find(code: str, version: int) -> Questionnaire:
    """Return version `version` of `code`; raise UnknownQuestionnaire when there is none."""
    try:
        return _opened()[code, version]
    except KeyError:
        raise UnknownQuestionnaire(f"{code} {version}") from None


def newest(code: str) -> Questionnaire:
    """Return the latest version of `code`; raise UnknownQuestionnaire when there is none."""
    versions = [version for known, version in _opened() if known == code]
    if not versions:
        raise UnknownQuestionnaire(code)
    return find(code, max(versions))


def every() -> tuple[Questionnaire, ...]:
    """Return all questionnaires by code, then version."""
    return tuple(_opened().values())


def files() -> list[Path]:
    """Return the files the library is made of."""
    return sorted(SHELVES.glob("*/*.yaml"))


@cache
def _opened() -> Mapping[tuple[str, int], Questionnaire]:
    found = [read(path) for path in files()]
    found.sort(key=lambda questionnaire: (questionnaire.code, questionnaire.version))
    return {(each.code, each.version): each for each in found}
