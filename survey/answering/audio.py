"""Questions read aloud, for those who do not read: fetched only when somebody taps.

The address holds the digest of what is to be heard, so a prompt that was exchanged
has another address, and a phone may keep what it once fetched.
"""

from collections.abc import Mapping
from functools import cache

from flask import Blueprint, Response, abort, send_file

from forms import library
from forms.questionnaire import Audio
from forms.reading import SHELVES
from survey.access.guard import public

pages = Blueprint("audio", __name__)
_TYPES = {".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".opus": "audio/ogg"}


@pages.get("/audio/<digest>/<code>/<name>")
@public
def listen(digest: str, code: str, name: str) -> Response:
    """Send a spoken prompt, or a part of it: phones ask for parts."""
    spoken = _spoken().get((digest, f"{code}/{name}")) or abort(404)
    path = SHELVES / spoken.file
    answer = send_file(path, mimetype=_TYPES[path.suffix], conditional=True, etag=spoken.digest)
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


@cache
def _spoken() -> Mapping[tuple[str, str], Audio]:
    """Return every prompt that is shipped, by the two parts of its address."""
    return {
        (audio.digest[:16], audio.file): audio
        for questionnaire in library.shipped()
        for question in questionnaire.questions
        for audio in (question.audio or {}).values()
    }
