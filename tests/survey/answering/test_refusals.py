import pytest

from survey.answering import refusals
from survey.answering.submission import Flaw


@pytest.mark.parametrize("flaw", Flaw)
def test_every_flaw_has_a_status_of_its_kind_and_a_sentence(app, flaw):
    with app.test_request_context():
        refusal = refusals.of_flaw(flaw)
    assert 400 <= refusal.status < 500
    assert refusal.words.endswith(".")


def test_what_was_good_is_said_to_be_kept(app):
    with app.test_request_context():
        told = [
            refusals.of_flaw(Flaw.TOO_LARGE),
            refusals.forged(),
            refusals.expired(),
            refusals.campaign_changed(),
            refusals.not_asked(),
        ]
    assert [refusal.words for refusal in told if "vẫn còn" not in refusal.words] == []
