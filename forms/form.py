"""A page of a ballot as somebody sees it: its questions, what was said, what is wrong.

It belongs to no session and carries everything with it: what was said on other pages
travels along in hidden fields, so going back and forth loses nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask_babel import gettext as _
from markupsafe import Markup

from forms import filling, paging
from forms.answers import ALLOWED, Answer
from forms.condition_telling import told
from forms.conditions import Condition
from forms.filling import Filled
from forms.kinds.answer import ITSELF, NOWHERE
from forms.kinds.text import longest_of
from forms.paging import Next
from forms.questionnaire import Choice, Question, Questionnaire, Section
from forms.routing import Stop, is_follow_up, pages_by_code, path_of

_NOTHING: Mapping[str, str] = NOWHERE


@dataclass(frozen=True)
class Field:
    """A question on the page, as its kind's template shows it."""

    question: Question
    parts: Mapping[str, str]
    data: Answer | None
    errors: Sequence[str]
    places: Mapping[str, str]
    ticked: Mapping[str, bool]  # of the question named by `among`: which choices are offered

    def name(self, part: str = ITSELF) -> str:
        """Return the name on the wire of a part."""
        return filling.name_of(self.question, part)

    def sent(self, part: str = ITSELF) -> str:
        """Return what was sent for a part, to be shown again; "" when nothing."""
        return self.parts.get(part, "")

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices, all of them: `offers` says of each whether it is hidden for now."""
        return self.question.choices

    def offers(self, choice: Choice) -> Markup:
        """Return the attributes of a choice that is only offered when ticked elsewhere."""
        among = self.question.among
        if not among:
            return Markup()
        off = "" if self.ticked.get(choice.code) else " hidden"
        return Markup(' data-among="{}.{}"{}').format(among, choice.code, Markup(off))

    @property
    def marks(self) -> list[tuple[str, str]]:
        """What may be said instead of an answer: (value, words)."""
        words = {"dont_know": _("Không biết"), "refused": _("Không muốn trả lời")}
        return [(ALLOWED[name].value, words[name]) for name in self.question.allows]

    @property
    def longest(self) -> int:
        """How many letters fit in words; browsers stop there, and so do we."""
        return longest_of(self.question)

    def audio(self, language: str) -> str | None:
        """Return the address of the question read aloud, if there is one."""
        spoken = (self.question.audio or {}).get(language)
        return f"/audio/{spoken.digest[:16]}/{spoken.file}" if spoken else None


@dataclass(frozen=True, slots=True)
class Shown:
    """A question on the page, and the condition that reveals it there (None: it stands open)."""

    field: Field
    when: str | None
    is_open: bool


class BallotForm:
    """One page of one citizen's ballot. `sent` is everything sent so far, by wire name."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        language: str,
        sent: Mapping[str, str] = _NOTHING,
        *,
        places: Mapping[str, str] = NOWHERE,
        next_: Next | None = None,
    ) -> None:
        if language not in questionnaire.languages:
            raise ValueError(f"{questionnaire.code} cannot be asked in {language!r}")
        self.questionnaire = questionnaire
        self.language = language
        self.places = places
        self._sent = sent
        self._next = next_ or Next(1)
        self.page = self._next.page or 1

    @cached_property
    def filled(self) -> Filled:
        """What is filled in so far."""
        return filling.fill(self.questionnaire, self._sent, self.places)

    @property
    def pages(self) -> int:
        """How many pages there are, asked or not."""
        return len(self.questionnaire.pages)

    @property
    def is_last(self) -> bool:
        """Whether nothing is known to come after this page."""
        return paging.is_last(self.questionnaire, self.filled, self.page)

    @property
    def has_follow_ups(self) -> bool:
        """Whether something on this page is revealed by something else on it."""
        return any(each.when is not None for _section, shown in self.sections for each in shown)

    @property
    def has_faces(self) -> bool:
        """Whether a scale on this page shows faces."""
        return any(
            option.face
            for _section, shown in self.sections
            for each in shown
            if each.field.question.scale
            for option in each.field.question.scale.options
        )

    @cached_property
    def sections(self) -> list[tuple[Section, list[Shown]]]:
        """The sections of this page that have something to show."""
        stops = {stop.question.code: stop for stop in path_of(self.questionnaire)}
        found = [
            (section, [self._shown(stops[q.code]) for q in section.questions])
            for section in self.questionnaire.pages[self.page - 1]
        ]
        present = [(section, [each for each in shown if each]) for section, shown in found]
        return [(section, shown) for section, shown in present if shown]  # type: ignore[misc]

    @property
    def open(self) -> str:
        """The follow-ups that stand open, for the page to say when it comes back."""
        return ".".join(sorted(self._next.open))

    @cached_property
    def carried(self) -> list[tuple[str, str]]:
        """What was said to questions that this page does not show: (wire name, value)."""
        here = {each.field.question.code for _, shown in self.sections for each in shown}
        found = []
        for name, value in self._sent.items():
            question = filling.question_of(self.questionnaire, name)
            if value and question is not None and question.code not in here:
                found.append((name, value))
        return found

    def _shown(self, stop: Stop) -> Shown | None:
        code = stop.question.code
        follows = is_follow_up(stop, pages_by_code(self.questionnaire))
        if not follows and code not in self.filled.asked:
            return None
        when = self._told(stop.when) if follows and stop.when else None
        return Shown(self._field(stop.question), when, not follows or code in self._next.open)

    def _told(self, when: Condition) -> str:
        return json.dumps(told(when, self._elsewhere), ensure_ascii=False)

    @cached_property
    def _elsewhere(self) -> Mapping[str, object]:
        pages, seen = pages_by_code(self.questionnaire), self.filled.seen
        return {code: seen.get(code) for code, page in pages.items() if page != self.page}

    def _field(self, question: Question) -> Field:
        ticked = self.filled.answers.get(question.among) if question.among else None
        fault = self._next.faults.get(question.code)
        words = fault[self.language] if isinstance(fault, Mapping) else fault
        return Field(
            question,
            filling.parts_sent(question, self._sent),
            self.filled.answers.get(question.code),
            [str(words)] if words else [],
            self.places,
            dict.fromkeys(ticked, True) if isinstance(ticked, list) else {},
        )
