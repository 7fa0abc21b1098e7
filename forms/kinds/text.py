"""A question answered in the citizen's own words.

Words are kept as typed, letter by letter, but for blanks around them and the line
ends that browsers add. Too many are refused, never cut: half a complaint may say
the opposite of the whole.
"""

import unicodedata
from typing import Any

from flask_babel import format_decimal
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import TextAreaField
from wtforms.fields.core import UnboundField

from forms.check import Shape
from forms.kinds.answer import Asked, BadAnswer, Kind
from forms.questionnaire import Question

LONGEST = 2000

# What a reader cannot see: separators, controls, formatting signs, and letters drawn blank.
_BLANK_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


class WordsField(Asked, TextAreaField):
    """A box for words."""

    @property
    def longest(self) -> int:
        """How many letters fit; browsers stop there, and so do we."""
        return longest_of(self.question)


def coerce(raw: str, question: Question) -> str | None:
    """Return the words in `raw`, None when it is blank; raise BadAnswer when unkeepable."""
    if "\0" in raw or any("\ud800" <= sign <= "\udfff" for sign in raw):
        raise BadAnswer(_l("Có ký tự bị hỏng, không lưu được. Xin xóa ký tự đó hoặc viết lại."))
    words = raw.replace("\r\n", "\n").strip()
    if all(_is_blank(sign) for sign in words):
        return None
    longest = longest_of(question)
    if len(words) > longest:
        raise BadAnswer(
            _l(
                "Ý kiến dài %(length)s ký tự, nhiều hơn mức %(longest)s. Xin viết ngắn lại.",
                length=_number(len(words)),
                longest=_number(longest),
            )
        )
    return words


def field(question: Question, language: str) -> UnboundField:
    """Return the field that asks `question` in `language`."""
    asked: Any = WordsField(label=question.words[language], question=question, coerce=coerce)
    return asked


def longest_of(question: Question) -> int:
    """Return how many letters an answer to `question` may have."""
    return question.longest or LONGEST


def _is_blank(sign: str) -> bool:
    return unicodedata.category(sign) in _BLANK_CATEGORIES or sign in _BLANK_LETTERS


def _number(value: int) -> LazyString:
    return LazyString(format_decimal, value)


TEXT = Kind("text", Shape(may=frozenset({"longest"})), field, coerce, is_tallied=False)
