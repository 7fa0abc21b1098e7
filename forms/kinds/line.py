"""A question answered in the citizen's own words, on one line."""

from flask_babel import lazy_gettext as _l

from forms.check import Shape
from forms.kinds import text
from forms.kinds.answer import ITSELF, BadAnswer, Kind, Said
from forms.kinds.typed import box
from forms.questionnaire import Question

LONGEST = 200


def words(said: Said, question: Question) -> str | None:
    """Return what was written; None when that is blank; raise BadAnswer when unkeepable."""
    return one_line(said.part(ITSELF), question.longest or LONGEST)


def one_line(raw: str, longest: int = LONGEST) -> str | None:
    """Return the words in `raw`, None when blank; raise BadAnswer for more than one line."""
    if len(raw.strip().splitlines()) > 1:
        raise BadAnswer(_l("Xin ghi trên một dòng, không xuống dòng."))
    return text.written(raw, longest)


LINE = Kind(
    "line",
    Shape(may=frozenset({"longest", "allows"})),
    text.coerce,
    parts=box,
    words=words,
)
