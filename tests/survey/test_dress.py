import re
from base64 import b64encode
from hashlib import sha256

from survey import dress


def test_the_policy_allows_the_very_style_the_page_carries(client, app):
    response = client.get("/q/")
    (style,) = re.findall(r"<style>(.*?)</style>", response.get_data(as_text=True), re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in response.headers["Content-Security-Policy"]


def test_the_style_holds_no_comment_and_nothing_from_elsewhere():
    assert not re.search(r"/\*|url\(|@import|http", dress.style())


def test_a_citizens_page_is_nobodys_to_keep(client):
    response = client.get("/q/")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "Accept-Language" in response.headers["Vary"]
