import pytest

from survey.mail.composing import Message
from survey.mail.outbox import Outbox
from survey.mail.outcomes import Outcome
from survey.mail.posting import poster_for, send
from survey.mail.smtp import Smtp

MESSAGE = Message("an@tinh.vn", "Thư thử", "Kính gửi Ông/Bà")


@pytest.mark.only_on("sqlite")
def test_without_a_server_letters_go_into_the_folder(app, settings):
    with app.app_context():
        assert isinstance(poster_for(settings), Outbox)
        assert send(settings, MESSAGE).outcome is Outcome.SENT
    (file,) = (settings.var / "outbox").iterdir()
    assert b"From: lang-nghe@localhost\r\n" in file.read_bytes()


@pytest.mark.only_on("sqlite")
def test_with_one_they_are_handed_over_to_it(app, by_smtp, sink):
    with app.app_context():
        assert isinstance(poster_for(by_smtp), Smtp)
        assert send(by_smtp, MESSAGE).outcome is Outcome.SENT
    (letter,) = sink.letters
    assert letter["from"].addresses[0].addr_spec == "so@tinh.vn"
    assert letter["date"] == "Fri, 20 Nov 2026 09:00:00 +0700"
