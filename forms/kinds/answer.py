"""What a kind of question is, and how it refuses an answer it cannot take."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.fields.core import UnboundField

from forms.answers import Answer
from forms.check import Shape
from forms.questionnaire import Question

Coerce = Callable[[str, Question], Answer | None]


class BadAnswer(ValueError):
    """What was sent does not answer the question; `words` tell the citizen why."""

    def __init__(self, words: Any) -> None:
        super().__init__(words)
        self.words = words

    def __str__(self) -> str:
        return str(self.words)


@dataclass(frozen=True, slots=True)
class Kind:
    """How questions of one kind are written, shown, read and counted.

    `coerce(raw, question)` returns the answer in `raw`, None when it is empty (a
    skipped question), and raises BadAnswer for all else. A question is shown by the
    macro `show` of `templates/forms/kinds/<name>.html`.
    """

    name: str
    shape: Shape
    field: Callable[[Question, str], UnboundField]
    coerce: Coerce
    is_tallied: bool


class Asked(Field):
    """A field that knows the question it asks, and reads strictly what was sent."""

    raw_data: Sequence[str] | None
    data: Answer | None

    def __init__(self, *, question: Question, coerce: Coerce, **told: Any) -> None:
        super().__init__(**told)
        self.question = question
        self.coerce: Callable[[str], Answer | None] = lambda raw: coerce(raw, question)

    @property
    def typed(self) -> str:
        """What the citizen sent, as sent, to be shown again; "" when nothing."""
        return self.raw_data[0] if self.raw_data else ""

    def process_formdata(self, sent: Sequence[str]) -> None:
        """Take the answer from what was sent; a BadAnswer becomes the field's error."""
        self.data = None
        if len(sent) > 1:
            raise BadAnswer(_l("Câu này nhận được hai câu trả lời. Xin chọn lại một ô."))
        if sent:
            self.data = self.coerce(sent[0])
