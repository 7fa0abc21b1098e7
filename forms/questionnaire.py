"""A questionnaire: what is asked, in whose words, and what counts as satisfied.

A questionnaire never changes once made: its digest stands for every word of it,
in every language, so a campaign that keeps the digest can prove which form its
answers belong to. Whether a questionnaire keeps the rules is `forms/check.py`'s
to say; here it is taken to be sound.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from forms.digest import digest_of

Text = Mapping[str, str]
"""Words by language code; Vietnamese ("vi") is always among them."""

VIETNAMESE = "vi"
OVERALL = "overall"
OFFICIAL, COMMUNITY, UNVERIFIED = STATES = ("official", "community", "unverified")
FACES = ("very_sad", "sad", "neutral", "happy", "very_happy")


@dataclass(frozen=True, slots=True)
class Option:
    """One step of a scale; `face` is "" where it shows none."""

    value: int
    words: Text
    face: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The steps one may choose from, lowest first, and which of them are satisfied (if any)."""

    code: str
    options: tuple[Option, ...]
    satisfied: frozenset[int] = frozenset()

    @property
    def lowest(self) -> Option:
        """The step at the unhappy end."""
        return self.options[0]

    @property
    def highest(self) -> Option:
        """The step at the happy end."""
        return self.options[-1]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may be ticked, marked or put in order."""

    code: str
    words: Text
    is_exclusive: bool = False  # "none of these": ticked alone or not at all
    asks_words: bool = False  # "other": the citizen says which


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a matrix, answered on the matrix's scale."""

    code: str
    words: Text


@dataclass(frozen=True, slots=True)
class Audio:
    """A spoken prompt: the file beside the questionnaire, and the SHA-256 of what it holds."""

    file: str
    digest: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked. `source` says where it comes from; citizens do not see it.

    `when` is the condition under which it is asked, "" for always; `among` names the
    earlier question whose ticked choices are the only ones offered here; `allows` are
    the ways to give no answer that are offered (`answers.Missing`); `reason` tells the
    citizen why something personal is asked. `least` and `most` bound a number or a day
    (in digits, as written), or say how many may be ticked or put in order.
    """

    code: str
    kind: str
    words: Text
    source: str
    scale: Scale | None = None
    hint: Text | None = None
    longest: int | None = None
    choices: tuple[Choice, ...] = ()
    rows: tuple[Row, ...] = ()
    among: str = ""
    when: str = ""
    is_required: bool = False
    allows: tuple[str, ...] = ()
    least: str = ""
    most: str = ""
    decimals: int | None = None
    measure: Text | None = None
    reason: Text | None = None
    audio: Mapping[str, Audio] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together under one heading; it may begin a page."""

    code: str
    title: Text
    questions: tuple[Question, ...]
    begins_page: bool = False
    when: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold between answers; `words` tell the citizen when it does not."""

    code: str
    holds: str
    words: Text


@dataclass(frozen=True)
class Questionnaire:
    """One version of one form, in all its languages.

    `languages` are those in which it is whole, and so may be asked; `unfinished` are
    those in which something is still to be said. `states` tells how far a language's
    wording can be relied on: official, community or unverified.
    """

    code: str
    version: int
    title: Text
    intro: Text
    languages: tuple[str, ...]
    official: bool
    sections: tuple[Section, ...]
    states: Mapping[str, str] | None = None
    unfinished: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def overall(self) -> str | None:
        """The code of the question whose answers decide the verdict, if one does."""
        return OVERALL if OVERALL in self._by_code else None

    @cached_property
    def pages(self) -> tuple[tuple[Section, ...], ...]:
        """The sections of each page, in order."""
        pages: list[list[Section]] = []
        for section in self.sections:
            if section.begins_page or not pages:
                pages.append([])
            pages[-1].append(section)
        return tuple(map(tuple, pages))

    def state(self, language: str) -> str:
        """Return how far the wording in `language` can be relied on."""
        said = (self.states or {}).get(language)
        if said is not None:
            return said
        return OFFICIAL if self.official and language == VIETNAMESE else UNVERIFIED

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions in the order they are asked."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of everything the questionnaire says, in hexadecimal."""
        return digest_of(self)

    @cached_property
    def _by_code(self) -> dict[str, Question]:
        return {question.code: question for question in self.questions}

    def question(self, code: str) -> Question | None:
        """Return the question with `code`, or None when it is not asked here."""
        return self._by_code.get(code)
