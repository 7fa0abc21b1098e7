"""The library: every questionnaire there is to ask, by code and version.

What we ship lies in `questionnaires/<code>/<version>.yaml`, read once and never
changed while the program runs. One faulty file and the library does not open:
better no form than a form that cannot be tallied. A floor above may put a further
shelf into the application, for what has been written there.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

from flask import current_app, has_app_context

from forms.questionnaire import Questionnaire
from forms.reading import SHELVES, read

MOST_VERSIONS = 2**31 - 1
FURTHER = "forms.library.further"
"""The key in `app.extensions` of the further shelf, if there is one."""


class Shelf(Protocol):
    """Questionnaires that were not shipped."""

    def find(self, code: str, version: int) -> Questionnaire | None:
        """Return version `version` of `code`, if it stands here; raise Altered if it is not."""

    def stock(self) -> Sequence[tuple[str, int]]:
        """Return code and version of all that stand here, altered or not."""


class UnknownQuestionnaire(LookupError):
    """No questionnaire has that code and version."""


class Altered(Exception):
    """A questionnaire is no longer what was put on its shelf; says so in words."""


def find(code: str, version: int) -> Questionnaire:
    """Return version `version` of `code`; raise UnknownQuestionnaire when there is none."""
    found = _shipped().get((code, version))
    if found is None and (shelf := _further()) is not None:
        found = shelf.find(code, version)
    if found is None:
        raise UnknownQuestionnaire(f"{code} {version}")
    return found


def newest(code: str) -> Questionnaire:
    """Return the latest version of `code`; raise UnknownQuestionnaire when there is none.

    When the latest was altered there is no other in its place: Altered is raised.
    """
    shelf = _further()
    keys = [*_shipped(), *(shelf.stock() if shelf is not None else ())]
    versions = [version for known, version in keys if known == code]
    if not versions:
        raise UnknownQuestionnaire(code)
    return find(code, max(versions))


def every() -> tuple[Questionnaire, ...]:
    """Return all questionnaires by code, then version, but for those that were altered."""
    found = [*_shipped().values(), *_sound()]
    return tuple(sorted(found, key=lambda each: (each.code, each.version)))


def altered() -> tuple[Altered, ...]:
    """Return what there is to say of each questionnaire that was altered."""
    return tuple(each for each in _on_further_shelf() if isinstance(each, Altered))


def shipped() -> tuple[Questionnaire, ...]:
    """Return those this program comes with, by code, then version."""
    return tuple(_shipped().values())


def files() -> list[Path]:
    """Return the files of those that are shipped."""
    return sorted(SHELVES.glob("*/*.yaml"))


def _sound() -> Iterator[Questionnaire]:
    return (each for each in _on_further_shelf() if isinstance(each, Questionnaire))


def _on_further_shelf() -> Iterator[Questionnaire | Altered | None]:
    shelf = _further()
    if shelf is None:
        return
    for key in shelf.stock():
        try:
            yield shelf.find(*key)
        except Altered as error:
            yield error


def _further() -> Shelf | None:
    return current_app.extensions.get(FURTHER) if has_app_context() else None


@cache
def _shipped() -> Mapping[tuple[str, int], Questionnaire]:
    found = [read(path) for path in files()]
    found.sort(key=lambda questionnaire: (questionnaire.code, questionnaire.version))
    return {(each.code, each.version): each for each in found}
