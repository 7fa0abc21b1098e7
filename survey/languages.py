"""Which language a citizen is answered in: the one they chose, else their browser's."""

from collections.abc import Sequence
from functools import lru_cache

from flask import request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from survey.i18n import LANGUAGES, SOURCE


def preferred(offered: Sequence[str] = tuple(LANGUAGES)) -> str:
    """Return the offered language this request asks for, Vietnamese when it asks for none."""
    chosen = request.args.get("lang") if request.query_string else None
    if chosen in offered:
        return chosen
    return _best(request.headers.get("Accept-Language", ""), tuple(offered))


@lru_cache(maxsize=1024)
def _best(accepted: str, offered: tuple[str, ...]) -> str:
    return parse_accept_header(accepted, LanguageAccept).best_match(offered, SOURCE) or SOURCE
