"""A refusal is told in two languages, with the status that fits it."""

import pytest

from survey.offline.answers import REFUSALS, Refused, refused


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("error", REFUSALS)
def test_every_refusal_has_its_words(app, error):
    with app.test_request_context():
        reply = refused(Refused(error, "0" * 32, left=3))
    said = reply.get_json()
    assert (said["error"], said["nonce"], said["left"]) == (error, "0" * 32, 3)
    assert said["words"]["vi"].endswith(".")
    assert reply.status_code in (400, 401, 403, 413, 503)
    assert ("Retry-After" in reply.headers) is (reply.status_code == 503)
