"""A questionnaire: what is asked, in whose words, and what counts as satisfied.

A questionnaire never changes once made: its digest stands for every word of it,
in every language, so a campaign that keeps the digest can prove which form its
answers belong to. Whether a questionnaire keeps the rules is `forms/check.py`'s
to say; here it is taken to be sound.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from hashlib import sha256

Text = Mapping[str, str]
"""Words by language code; Vietnamese ("vi") is always among them."""

Plain = dict[str, "Plain"] | list["Plain"] | str | int | None
"""What JSON can say of a questionnaire."""

VIETNAMESE = "vi"
OVERALL = "overall"
FACES = ("very_sad", "sad", "neutral", "happy", "very_happy")


@dataclass(frozen=True, slots=True)
class Option:
    """One step of a scale; `face` is "" where it shows none."""

    value: int
    words: Text
    face: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The steps one may choose from, lowest first, and which of them are satisfied."""

    code: str
    options: tuple[Option, ...]
    satisfied: frozenset[int]

    @property
    def lowest(self) -> Option:
        """The step at the unhappy end."""
        return self.options[0]

    @property
    def highest(self) -> Option:
        """The step at the happy end."""
        return self.options[-1]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked. `source` says where it comes from; citizens do not see it."""

    code: str
    kind: str
    words: Text
    source: str
    scale: Scale | None = None
    hint: Text | None = None
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together under one heading."""

    code: str
    title: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Questionnaire:
    """One version of one form, in all its languages."""

    code: str
    version: int
    title: Text
    intro: Text
    languages: tuple[str, ...]
    official: bool
    sections: tuple[Section, ...]

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def overall(self) -> str:
        """The code of the question whose answers decide the verdict."""
        return OVERALL

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions in the order they are asked."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of everything the questionnaire says, in hexadecimal."""
        written = json.dumps(
            _plain(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        return sha256(written.encode()).hexdigest()

    @cached_property
    def _by_code(self) -> dict[str, Question]:
        return {question.code: question for question in self.questions}

    def question(self, code: str) -> Question | None:
        """Return the question with `code`, or None when it is not asked here."""
        return self._by_code.get(code)


def _plain(value: object) -> Plain:
    """Return `value` as JSON can say it.

    What is not said (None, "") is left out, so that a property questionnaires
    learn later does not change the digest of those that do not use it.
    """
    if isinstance(value, str | int):
        return value
    if is_dataclass(value):
        told = {field.name: getattr(value, field.name) for field in fields(value)}
        return _plain({name: part for name, part in told.items() if part not in (None, "")})
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, frozenset):
        return [_plain(part) for part in sorted(value)]
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    raise TypeError(f"a questionnaire cannot hold {value!r}")
