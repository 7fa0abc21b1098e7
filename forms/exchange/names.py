"""Names: what our codes are called in a form for XLSForm programs, and back.

Our codes hold no "-", so a name with one "-" is a part of a question ("why-other",
"m-attitude") and a name with two ("section--visit") is none of its questions. Nothing
can be mistaken for anything else, whatever a questionnaire calls its own things.
"""

import re
import unicodedata
from collections.abc import Iterable

from forms.rules import CODE

MARK = "mark-"
OTHER = "-other"
WHY_NOT = "-mark"
TITLE, INTRO, RULES = "form--title", "form--intro", "form--rules"

IN_THE_LIST = frozenset({"scale", "choice", "choices", "yes_no", "matrix"})
"""Kinds that offer "don't know" among their choices; the others ask it beside the answer."""


def page(number: int) -> str:
    """Return the name of the group that is a page."""
    return f"page--{number}"


def section(code: str) -> str:
    """Return the name of the group that is a section."""
    return f"section--{code}"


def rule(code: str) -> str:
    """Return the name of the note that says a rule is broken."""
    return f"rule--{code}"


def part(code: str, row: str) -> str:
    """Return the name of the question that is one row of a matrix."""
    return f"{code}-{row}"


def mark(name: str) -> str:
    """Return the choice that stands for a way to give no answer."""
    return f"{MARK}{name}"


def listed(family: str, code: str = "", allows: Iterable[str] = ()) -> str:
    """Return the name of a list of choices: "scale--mood--dont_know-refused"."""
    marks = "-".join(allows)
    return "--".join(each for each in (family, code, marks) if each)


def own(name: str, family: str) -> str | None:
    """Return the code in a name of a `family` ("section--visit" → "visit"), None for others."""
    head, _, rest = name.partition("--")
    code = rest.partition("--")[0]
    return code if code and head == family else None


def code_from(name: str, taken: Iterable[str] = (), otherwise: str = "q") -> str:
    """Return a code as near to a foreign `name` as may be, and none of those `taken`."""
    known = taken if isinstance(taken, set) else set(taken)
    if CODE.fullmatch(name) and name not in known:
        return name
    plain = re.sub(r"[^a-z0-9_]+", "_", _bare(name.strip().lower()), flags=re.ASCII).strip("_")
    if not re.match(r"[a-z]", plain, re.ASCII):
        plain = f"{otherwise}_{plain}".rstrip("_")
    plain = plain[:40]
    found, number = plain, 2
    while found in known:
        ending = f"_{number}"
        found, number = plain[: 40 - len(ending)] + ending, number + 1
    return found


def _bare(name: str) -> str:
    """Return `name` without its marks: "tuổi" is "tuoi"."""
    parted = unicodedata.normalize("NFD", name.replace("đ", "d"))
    return "".join(sign for sign in parted if not unicodedata.combining(sign))
