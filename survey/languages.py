"""Which language a citizen is answered in: the one they chose, else their browser's."""

from collections.abc import Sequence

from flask import request

from survey.i18n import LANGUAGES, SOURCE


def preferred(offered: Sequence[str] = tuple(LANGUAGES)) -> str:
    """Return the offered language this request asks for, Vietnamese when it asks for none."""
    chosen = request.args.get("lang")
    if chosen in offered:
        return chosen
    return request.accept_languages.best_match(offered, SOURCE) or SOURCE
