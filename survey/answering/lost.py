"""For whoever is lost: a mistyped code, a search, or a system that is busy."""

from flask import Response

from survey import db, dress
from survey.answering.submission import Submission
from survey.i18n import choose_locale
from survey.languages import preferred
from survey.places import codes
from survey.places.finding import open_codes, open_counters_with, search_counters

_MOST_SHOWN = 20
_LONGEST_CODE_SHOWN = 20
_LONGEST_SLIP_SHOWN = 40
_LONGEST_SEARCH = 100


def mistyped(code: str) -> Response:
    """Say that no counter has this code, and offer those whose code is close."""
    choose_locale(preferred())
    near = codes.nearest(code, open_codes(db.session()))
    desks = open_counters_with(db.session(), near)
    shown = code[:_LONGEST_CODE_SHOWN]
    return dress.page("answering/lost.html", 404, code=shown, desks=desks, words="")


def unknown_slip(code: str) -> Response:
    """Say that a slip's code is none of ours, and let it be typed again."""
    choose_locale(preferred())
    shown = code[:_LONGEST_SLIP_SHOWN]
    return dress.page("answering/unknown.html", 404 if code else 200, code=shown, words="")


def found(words: str) -> Response:
    """Show the counters whose place or code is like `words`."""
    words = words[:_LONGEST_SEARCH]
    desks = search_counters(db.session(), words, _MOST_SHOWN) if words.strip() else []
    return dress.page("answering/lost.html", code=None, desks=desks, words=words)


def busy(handed_in: Submission) -> Response:
    """Say that the answer could not be kept just now, with a button that sends it again."""
    response = dress.page("answering/busy.html", 503, fields=handed_in.fields)
    response.headers["Retry-After"] = "5"
    return response
