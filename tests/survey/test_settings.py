"""Settings: complete or no start; secrets are made once and stay the owner's."""

import stat

import pytest

from survey.mail_server import MailServer
from survey.settings import IncompleteSettings, from_environment


def test_nothing_given_is_an_embedded_database_in_the_state_folder(tmp_path):
    found = from_environment({"VAR": str(tmp_path / "state")})
    assert found.database_url == f"sqlite:///{tmp_path}/state/langnghe.db"
    assert found.port == 8000
    assert found.public_url == "http://127.0.0.1:8000"


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first = from_environment({"VAR": str(tmp_path)})
    again = from_environment({"VAR": str(tmp_path)})
    assert first.secret_key == again.secret_key
    assert first.secret_key != first.password_salt
    assert len(first.secret_key) >= 43
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_given_secret_is_not_kept(tmp_path):
    found = from_environment({"VAR": str(tmp_path), "SECRET_KEY": "k", "PASSWORD_SALT": "s"})
    assert (found.secret_key, found.password_salt) == ("k", "s")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_gets_our_driver(tmp_path, scheme):
    found = from_environment({"VAR": str(tmp_path), "DATABASE_URL": f"{scheme}://h/d"})
    assert found.database_url == "postgresql+psycopg://h/d"


@pytest.mark.parametrize("other", ["mysql://h/d", "sqlite://", "oracle", "/tmp/a.db"])
def test_a_database_we_cannot_promise_durability_for_is_refused(tmp_path, other):
    with pytest.raises(IncompleteSettings, match="DATABASE_URL"):
        from_environment({"VAR": str(tmp_path), "DATABASE_URL": other})


@pytest.mark.parametrize("port", ["0", "65536", "-1", "80a", "８０", "1e3", " 80"])
def test_a_port_that_is_none_is_refused(tmp_path, port):
    with pytest.raises(IncompleteSettings, match="PORT"):
        from_environment({"VAR": str(tmp_path), "PORT": port})


@pytest.mark.parametrize(
    ("address", "is_secure"), [("https://dichvu.example/", True), ("http://10.0.0.5:8000", False)]
)
def test_the_public_address_says_whether_cookies_may_insist_on_tls(tmp_path, address, is_secure):
    found = from_environment({"VAR": str(tmp_path), "PUBLIC_URL": address})
    assert found.public_url == address.rstrip("/")
    assert found.is_served_securely is is_secure


def test_a_state_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(IncompleteSettings, match="VAR"):
        from_environment({"VAR": str(tmp_path / "file" / "var")})


def test_office_hours_are_spans_of_minutes(tmp_path):
    given = {"VAR": str(tmp_path), "OFFICE_HOURS": "07:30-11:30 13:30-16:45"}
    assert from_environment(given).office_hours == ((450, 690), (810, 1005))
    assert from_environment({"VAR": str(tmp_path)}).office_hours == ((420, 690), (780, 1020))


@pytest.mark.parametrize("written", ["sáng", "11:30-07:00", "07:00-25:00", "07:00-11:30 chiều"])
def test_office_hours_that_are_none_stop_the_start(tmp_path, written):
    with pytest.raises(IncompleteSettings, match="OFFICE_HOURS"):
        from_environment({"VAR": str(tmp_path), "OFFICE_HOURS": written})


def test_without_a_mail_server_letters_stay_in_a_folder(tmp_path):
    found = from_environment({"VAR": str(tmp_path)})
    assert (found.mail, found.mail_from) == (None, "lang-nghe@localhost")


def test_a_mail_server_is_read_and_its_password_shown_nowhere(tmp_path):
    given = {"MAIL_URL": "smtp://ma:b%40t@thu.tinh.vn", "MAIL_FROM": "Sở Nội vụ <so@tinh.vn>"}
    found = from_environment({"VAR": str(tmp_path), **given})
    assert found.mail == MailServer("thu.tinh.vn", 587, "ma", "b@t", starttls=True)
    assert found.mail_from == "Sở Nội vụ <so@tinh.vn>"
    assert "b@t" not in repr(found)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"MAIL_URL": "smtp://thu.tinh.vn"}, "MAIL_FROM"),
        ({"MAIL_URL": "http://thu.tinh.vn", "MAIL_FROM": "a@b.vn"}, "MAIL_URL"),
        ({"MAIL_FROM": "Sở Nội vụ"}, "MAIL_FROM"),
        ({"MAIL_FROM": "a@b.vn\nBcc: c@d.vn"}, "MAIL_FROM"),
    ],
)
def test_half_a_mail_server_stops_the_start(tmp_path, given, named):
    with pytest.raises(IncompleteSettings, match=named):
        from_environment({"VAR": str(tmp_path), **given})
