"""SMTP against a server of our own: what goes out, and what is said where it does not."""

import datetime
import ipaddress
import socket
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from survey.mail import smtp
from survey.mail.outcomes import Outcome
from survey.mail.smtp import Smtp
from survey.mail_server import MailServer, mail_server
from tests.postgres import free_port
from tests.sink import Sink

RAW = b"To: x\r\nMessage-ID: <%s@tinh.vn>\r\n\r\nThu\r\n.\r\n..\r\n"


def post(line, to="an@tinh.vn", name="n", mark=lambda: True):
    return line.post(to, name, RAW % name.encode(), mark)


@pytest.fixture
def line(sink):
    opened = Smtp(mail_server(sink.url), "so@tinh.vn")
    yield opened
    opened.close()


def test_many_letters_go_over_one_line_as_they_are(line, sink):
    assert [post(line, name=f"n{n}").outcome for n in range(5)] == [Outcome.SENT] * 5
    assert sink.raw == [RAW % f"n{n}".encode() for n in range(5)]
    assert sink.connections == 1


def test_the_mark_is_asked_when_all_but_the_end_has_been_said(line, sink):
    seen = []

    def mark():
        seen.append(len(sink.raw))
        return True

    post(line, mark=mark)
    assert (seen, len(sink.raw)) == ([0], 1)


def test_without_the_mark_nothing_goes_out_and_the_next_letter_is_whole(line, sink):
    assert post(line, name="no", mark=lambda: False).outcome is Outcome.TAKEN
    assert post(line, name="yes").outcome is Outcome.SENT
    assert sink.raw == [RAW % b"yes"]


def test_a_mark_that_breaks_sends_nothing(line, sink):
    def broken():
        raise SystemExit

    with pytest.raises(SystemExit):
        post(line, mark=broken)
    assert post(line, name="yes").outcome is Outcome.SENT
    assert sink.names == ["yes"]


@pytest.mark.parametrize(
    ("to", "outcome", "words"),
    [
        ("no-an@tinh.vn", Outcome.REFUSED, "không nhận địa chỉ này: 550 5.1.1 … unknown here"),
        ("spam-an@tinh.vn", Outcome.REFUSED, "không nhận thư này: 554 5.7.1"),
        ("later-an@tinh.vn", Outcome.LATER, "451 4.7.1"),
        ("cut-an@tinh.vn", Outcome.UNSURE, "Đứt kết nối"),
        ("mute-an@tinh.vn", Outcome.UNSURE, "Đứt kết nối"),
    ],
)
def test_one_letter_that_fails_costs_no_other(line, sink, to, outcome, words):
    post(line, name="before")
    posted = post(line, to)
    assert posted.outcome is outcome
    assert words in posted.words
    assert "an@tinh.vn" not in posted.words
    assert post(line, name="after").outcome is Outcome.SENT
    assert [name for name in sink.names if name != "n"] == ["before", "after"]


def test_a_server_that_takes_two_at_a_time_gets_them_two_at_a_time(line, sink):
    sink.most_in_a_row = 2
    assert [post(line, name=f"n{n}").outcome for n in range(5)] == [Outcome.SENT] * 5
    assert sink.connections == 3
    assert sink.names == [f"n{n}" for n in range(5)]


def test_a_sender_that_is_refused_is_nobodys_letters_fault(line, sink):
    sink.refused_senders.add("so@tinh.vn")
    posted = post(line)
    assert posted.outcome is Outcome.AWAY
    assert "không nhận thư của hệ thống" in posted.words


def test_a_server_that_is_not_there_is_away():
    posted = post(Smtp(MailServer("127.0.0.1", free_port()), "so@tinh.vn"))
    assert (posted.outcome, posted.words) == (Outcome.AWAY, "Máy chủ thư không nhận kết nối.")
    posted = post(Smtp(MailServer("khong-co.invalid", 25), "so@tinh.vn"))
    assert posted.outcome is Outcome.AWAY


def test_a_server_that_says_nothing_is_away(monkeypatch):
    monkeypatch.setattr(smtp, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        posted = post(Smtp(MailServer("127.0.0.1", silent.getsockname()[1]), "so@tinh.vn"))
    assert (posted.outcome, posted.words) == (Outcome.AWAY, "Máy chủ thư không trả lời.")


def test_a_password_is_said_and_a_wrong_one_refused():
    with Sink(password="mat khau") as sink:
        right = MailServer("127.0.0.1", sink.port, "so", "mat khau")
        wrong = MailServer("127.0.0.1", sink.port, "so", "khac")
        none = MailServer("127.0.0.1", sink.port)
        assert post(Smtp(wrong, "so@tinh.vn")).words.startswith("Máy chủ thư không nhận tên")
        assert post(Smtp(none, "so@tinh.vn")).outcome is Outcome.AWAY
        assert sink.raw == []
        assert post(Smtp(right, "so@tinh.vn")).outcome is Outcome.SENT


@pytest.fixture
def papers(tmp_path):
    """A certificate for 127.0.0.1 that nobody has vouched for, as a server's context."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "thu")])
    today = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "thu.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context, pem


def test_a_line_is_encrypted_with_a_server_somebody_vouches_for(papers, monkeypatch):
    context, pem = papers
    with Sink(tls=context) as sink:
        server = mail_server(f"{sink.url}?starttls=1")
        posted = post(Smtp(server, "so@tinh.vn"))
        assert (posted.outcome, sink.raw) == (Outcome.AWAY, [])
        assert "không đáng tin" in posted.words
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        assert post(Smtp(server, "so@tinh.vn")).outcome is Outcome.SENT


def test_a_server_that_cannot_encrypt_gets_nothing(sink):
    posted = post(Smtp(mail_server(f"{sink.url}?starttls=1"), "so@tinh.vn"))
    assert (posted.outcome, sink.raw) == (Outcome.AWAY, [])
    assert "mã hóa" in posted.words
