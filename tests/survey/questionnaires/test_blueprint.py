"""What goes wrong on an author's page is a page with a sentence, and nothing is changed."""

import pytest

from survey.questionnaires import keeping
from survey.questionnaires.blueprint import say
from tests.page import read


def test_a_part_that_is_gone_is_said_so(client, draft):
    answer = client.get(f"{draft}/sections/9")
    assert answer.status_code == 404
    assert "Không thấy phần này" in read(answer).text


def test_a_draft_that_grew_too_long_is_said_so(client, draft, monkeypatch):
    monkeypatch.setattr(keeping, "LARGEST", 100)
    answer = client.post(f"{draft}/head", data={"title": "Tên khác"})
    assert answer.status_code == 413
    assert "Bản trước vẫn còn nguyên" in read(answer).text
    assert read(client.get(draft)).h1 == "Ý kiến ở quầy"


@pytest.mark.parametrize("text", [None, "words", 7, {}, {"en": "x"}])
def test_what_is_no_text_says_nothing(app, text):
    with app.test_request_context():
        assert say(text) == ""
