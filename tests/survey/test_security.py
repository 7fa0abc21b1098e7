import pytest
from flask import Flask, Response, g

from survey import security
from survey.settings import Settings


def page(tmp_path, view=lambda: "", public_url="http://langnghe.test"):
    app = Flask("a page")
    app.extensions["settings"] = Settings(tmp_path, "", "", "", 8000, public_url)
    security.init_app(app)
    app.add_url_rule("/", "page", view)
    return app.test_client().get("/").headers


def test_nothing_inline_and_nothing_foreign_is_allowed(tmp_path):
    policy = page(tmp_path)["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy


def test_a_page_that_asks_for_a_nonce_gets_one_of_its_own(tmp_path):
    nonces = []

    def view() -> str:
        nonces.append(security.nonce())
        return security.nonce()

    policies = [page(tmp_path, view)["Content-Security-Policy"] for _ in range(2)]

    assert nonces[0] != nonces[1]
    assert all(f"'nonce-{nonce}'" in policy for nonce, policy in zip(nonces, policies, strict=True))


def test_a_stricter_policy_of_the_views_own_is_left_alone(tmp_path):
    def view() -> Response:
        return Response("", headers={"Content-Security-Policy": "default-src 'none'"})

    assert page(tmp_path, view).getlist("Content-Security-Policy") == ["default-src 'none'"]


@pytest.mark.parametrize("is_staff", [True, False])
def test_only_staff_pages_are_never_stored(tmp_path, is_staff):
    def view() -> str:
        g.is_staff_page = is_staff
        return ""

    assert (page(tmp_path, view).get("Cache-Control") == "no-store") is is_staff


def test_only_an_installation_with_tls_insists_on_it(tmp_path):
    assert "Strict-Transport-Security" not in page(tmp_path)
    secure = page(tmp_path, public_url="https://langnghe.test")
    assert secure["Strict-Transport-Security"] == "max-age=31536000"


def test_every_answer_keeps_its_type_and_its_address_to_itself(tmp_path):
    headers = page(tmp_path)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
