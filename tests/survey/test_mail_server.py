"""MAIL_URL: which server, as whom, and never a password in the clear."""

import pytest

from survey.mail_server import MailServer, UnreadableMailUrl, mail_server, sender


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("smtp://thu.tinh.vn", MailServer("thu.tinh.vn", 25, starttls=True)),
        ("smtp://thu.tinh.vn/?starttls=0", MailServer("thu.tinh.vn", 25)),
        ("smtp://localhost:2525", MailServer("localhost", 2525)),
        ("smtp://127.0.0.1:2525?starttls=1", MailServer("127.0.0.1", 2525, starttls=True)),
        ("smtps://thu.tinh.vn", MailServer("thu.tinh.vn", 465, is_tls=True)),
        ("smtps://[2001:db8::1]:4650", MailServer("2001:db8::1", 4650, is_tls=True)),
        (
            "smtp://mot%40cua:a%2Fb%3Ac%20d@thu.tinh.vn",
            MailServer("thu.tinh.vn", 587, "mot@cua", "a/b:c d", starttls=True),
        ),
        ("smtp://u:p@localhost:25", MailServer("localhost", 25, "u", "p")),
    ],
)
def test_an_address_is_read(written, meant):
    assert mail_server(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        *("", "thu.tinh.vn", "http://thu.tinh.vn", "smtp://", "smtp://:25", "smtp://h:99999"),
        *("smtp://h:a", "smtp://h/inbox", "smtp://h?tls=1", "smtp://h?starttls=có", "smtp://[::1"),
        *("smtp://h#x", "smtp://u:p@h?starttls=0", "smtp://u:m%E1%BA%ADt@h"),
    ],
)
def test_what_names_no_server_or_bares_a_password_is_refused(written):
    with pytest.raises(UnreadableMailUrl, match="MAIL_URL"):
        mail_server(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a@b.vn", ("", "a@b.vn")),
        ("Sở Nội vụ, tỉnh Gia Lai <a@b.vn>", ("Sở Nội vụ, tỉnh Gia Lai", "a@b.vn")),
        ('"Sở Nội vụ" <a@b.vn>', ("Sở Nội vụ", "a@b.vn")),
        ("lang-nghe@localhost", ("", "lang-nghe@localhost")),
    ],
)
def test_a_sender_has_an_address_and_perhaps_a_name(written, meant):
    assert sender(written) == meant


@pytest.mark.parametrize(
    "written", ["", "Sở", "a@b.vn, c@d.vn", "a <b@c.vn> d", "a@b.vn\r\nX: y", "x\u2028<a@b.vn>"]
)
def test_what_is_no_sender_is_none(written):
    assert sender(written) is None
