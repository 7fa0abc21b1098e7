"""Hearing a form out: all of it is read, however long, so that its sender hears our answer."""

from flask import request
from werkzeug.exceptions import ClientDisconnected

from survey.answering import submission


def heard() -> submission.Submission:
    """Return what this request sent; half a form is nobody's answer (ClientDisconnected)."""
    request.max_content_length = submission.HEARD_OUT
    stream = request.stream
    body = stream.read(submission.LARGEST + 1)
    while stream.read(submission.LARGEST):
        pass  # or the answer would be cut off before it is read
    if len(body) < min(request.content_length or 0, submission.LARGEST):
        raise ClientDisconnected  # the whole one comes again
    return submission.read(body, request.content_type or "", request.content_length)
