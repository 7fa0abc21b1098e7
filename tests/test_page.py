"""The reader of pages finds what no page may do."""

from base64 import b64encode
from hashlib import sha256

import pytest

from tests.page import faults, page_of

POLICY = "default-src 'self'; style-src 'nonce-n'"
GOOD = """<!doctype html><html lang="vi"><head><title>Đánh giá</title>
<style nonce="n">p{margin:0}</style></head><body><h1>Đánh giá</h1>
<form><fieldset><legend>Thái độ</legend>
<input type="radio" name="a" id="a5" value="5" checked><label for="a5">Rất hài lòng</label>
<label><input type="radio" name="a" value="1"> Không</label></fieldset>
<label for="w">Góp ý</label><textarea id="w" name="w">
Tốt</textarea><input type="hidden" name="visit" value="v"><button>Gửi</button></form>
<a href="/r/1">Mã nhận</a></body></html>"""

BROKEN = {
    "2 h1": ("</form>", "</form><h1>Hai</h1>"),
    "no <html lang>": (' lang="vi"', ""),
    "no title": ("<title>Đánh giá</title>", ""),
    "no label": (' for="w"', ""),
    "id 'a5' stands 2 times": ('id="w"', 'id="a5"'),
    "which is not there": ('for="w"', 'for="nothing"'),
    "<p style=": ("</form>", '</form><p style="color:red">Đỏ</p>'),
    "<button onclick=": ("<button>", '<button onclick="send()">'),
    "inline <script>": ("</body>", "<script>1</script></body>"),
    "a button without words": ("<button>Gửi", "<button>"),
    "image without alt": ("</form>", '</form><img src="a.svg">'),
}


def test_a_good_page_has_no_fault_and_says_what_it_holds():
    page = page_of(GOOD, POLICY)
    assert list(faults(page)) == []
    assert (page.h1, page.title, page.language) == ("Đánh giá", "Đánh giá", "vi")
    assert page.fields == {"a": "5", "w": "Tốt", "visit": "v"}
    assert page.choices("a") == ["5", "1"]
    assert page.links == {"Mã nhận": "/r/1"}
    assert "margin" not in page.text


@pytest.mark.parametrize(("fault", "change"), BROKEN.items(), ids=list(BROKEN))
def test_a_page_that_does_what_none_may_is_caught(fault, change):
    assert change[0] in GOOD
    found = list(faults(page_of(GOOD.replace(*change), POLICY)))
    assert any(fault in words for words in found), found


def test_a_style_sheet_is_allowed_by_its_own_hash_only():
    hashed = GOOD.replace(' nonce="n"', "")
    digest = b64encode(sha256(b"p{margin:0}").digest()).decode()
    assert list(faults(page_of(hashed, f"style-src 'sha256-{digest}'"))) == []
    assert list(faults(page_of(hashed, f"style-src 'sha256-{digest[::-1]}'")))


@pytest.mark.parametrize("policy", ["", "style-src 'unsafe-inline'", "script-src 'unsafe-eval'"])
def test_a_policy_that_is_missing_or_lax_is_caught(policy):
    assert list(faults(page_of(GOOD, policy)))
