"""A question answered in the citizen's own words.

Words are kept as typed, letter by letter, but for blanks around them and the line
ends that browsers add. Too many are refused, never cut: half a complaint may say
the opposite of the whole.
"""

import unicodedata

from flask_babel import format_decimal
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from forms.answers import Missing
from forms.check import Shape
from forms.kinds.answer import ITSELF, WHY_NOT, BadAnswer, Kind, Said, missing_in
from forms.questionnaire import Question

LONGEST = 2000

# What a reader cannot see: separators, controls, formatting signs, and letters drawn blank.
_BLANK_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def coerce(said: Said, question: Question) -> Missing | None:
    """Return the mark for giving no words, if one was sent: words themselves are kept apart."""
    return missing_in(said, question)


def words(said: Said, question: Question) -> str | None:
    """Return what was written; None when that is blank; raise BadAnswer when unkeepable."""
    return written(said.part(ITSELF), longest_of(question))


def written(raw: str, longest: int) -> str | None:
    """Return the words in `raw`, None when it is blank; raise BadAnswer when unkeepable."""
    if "\0" in raw or any("\ud800" <= sign <= "\udfff" for sign in raw):
        raise BadAnswer(_l("Có ký tự bị hỏng, không lưu được. Xin xóa ký tự đó hoặc viết lại."))
    found = raw.replace("\r\n", "\n").strip()
    if all(_is_blank(sign) for sign in found):
        return None
    if len(found) > longest:
        raise BadAnswer(
            _l(
                "Ý kiến dài %(length)s ký tự, nhiều hơn mức %(longest)s. Xin viết ngắn lại.",
                length=_number(len(found)),
                longest=_number(longest),
            )
        )
    return found


def longest_of(question: Question) -> int:
    """Return how many letters an answer to `question` may have."""
    return question.longest or LONGEST


def _is_blank(sign: str) -> bool:
    return unicodedata.category(sign) in _BLANK_CATEGORIES or sign in _BLANK_LETTERS


def _number(value: int) -> LazyString:
    return LazyString(format_decimal, value)


TEXT = Kind(
    "text",
    Shape(may=frozenset({"longest", "allows"})),
    coerce,
    parts=lambda question: (ITSELF, WHY_NOT) if question.allows else (ITSELF,),
    words=words,
)
