"""Whatever is sent to a counter's door: a clear sentence, the right status, nothing lost.

Each case spoils one thing on a form that is good otherwise. The answers that were good
must still stand on the page that comes back, and nothing may be in the ledger.
"""

from urllib.parse import quote, urlencode

import pytest
from sqlalchemy import select

from survey.responses.models import Remark
from tests.survey.answering.at_the_counter import GOOD, Citizen, alert, chosen

SPOILED = {
    "text that is not UTF-8": (b"comment=%ff%fe", 400, "không đọc được"),
    "text in windows-1258": ("comment=Hoà".encode("cp1252"), 400, "không đọc được"),
    "half a surrogate pair": (b"comment=%ed%a0%80", 400, "không đọc được"),
    "a field name that is not UTF-8": (b"%ff=5", 400, "không đọc được"),
    "a NUL in the text": (b"comment=a%00b", 400, "không hợp lệ"),
    "a NUL in a field name": (b"over%00all=5", 400, "không hợp lệ"),
    "a question answered twice": (b"overall=1&overall=5", 400, "hai lần"),
    "text of a megabyte": (b"comment=" + b"a" * 2**20, 413, "quá dài"),
    "a megabyte of fields": (b"comment=a&" * 2**17, 413, "quá dài"),
    "a thousand broken fields": (b"&".join([b"%ff=%ff"] * 1000), 400, "không đọc được"),
    "text of 2,001 letters": (b"comment=" + b"%E1%BB%87" * 2001, 422, "xem lại"),
    "a question nobody asked": (b"price=5", 422, "không có trong phiếu"),
    "another unit's number": (b"overall=5&unit_id=7", 422, "không có trong phiếu"),
    "a claim of being verified": (b"overall=5&is_verified=true", 422, "không có trong phiếu"),
    "a weight": (b"overall=5&weight=999", 422, "không có trong phiếu"),
    "a day of one's own": (b"overall=5&day=1970-01-01", 422, "không có trong phiếu"),
    "a hundred questions nobody asked": (
        urlencode({f"q{n}": 5 for n in range(100)}).encode(),
        422,
        "không có trong phiếu",
    ),
}
OFF_THE_SCALE = (
    *("0", "6", "-1", "-0", "4.5", "5.0", "4,5", "05", "+5", " 5", "5 ", "1-5", "5\n", "５", "٥"),
    *("true", "null", "NaN", "Infinity", "1e309", "9" * 99, "0x5", "overall", "[5]", "{}", "1,5"),
)
NOT_FORMS = {
    "plain text": ("text/plain", b"overall=5"),
    "broken JSON": ("application/json", b"{"),
    "a JSON array": ("application/json", b"[5]"),
    "many parts": ("multipart/form-data; boundary=x", b"--x\r\n\r\n5\r\n--x--"),
    "many parts without a boundary": ("multipart/form-data", b"overall=5"),
    "no type at all": ("", b"overall=5"),
    "a type nobody knows": ("x" * 5000, b"overall=5"),
}
BLANK = ("", " ", "\n\r\n\t", "\u200b\u200d\ufeff", "\u00a0\u3000", "\u2800", "\u202e")
ODD_BUT_HONEST = (
    *("Hoa\u0300 nhã", "Hoà nhã", "👨‍👩‍👧‍👦 cảm ơn 🙏🏽", "\u202eđảo ngược", "a" + "\u0301" * 40),
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}} {% raw %} ${7*7}"),
    *("'; DROP TABLE responses--", "=HYPERLINK(1)", "+84 912 345 678", "@SUM(A1)", "</textarea>x"),
    *("ệ" * 2000, "a" + "\n" * 1990 + "b", "100% &amp; &lt;", "a&overall=1", "../../etc/passwd"),
)


@pytest.mark.parametrize("case", SPOILED)
def test_what_is_spoiled_is_refused_and_the_rest_stays(citizen: Citizen, case: str):
    spoiled, status, words = SPOILED[case]
    good = urlencode({"_visit": citizen.visit(), "_language": "vi", **GOOD}).encode()
    page = citizen.sends_bytes(good + b"&" + spoiled)
    assert page.status == status
    assert words in alert(page)
    assert (chosen(page), page.language) == (GOOD, "vi")
    assert citizen.kept() == 0
    # What came back is a form that works: without the spoiled part it is taken.
    assert citizen.sends_as(page.fields["_visit"], GOOD).status == 200
    assert citizen.kept() == 1


def test_a_refusal_is_in_english_for_whoever_reads_english(citizen: Citizen):
    for case, (spoiled, status, words) in SPOILED.items():
        good = urlencode({"_visit": citizen.visit(), **GOOD}).encode()
        page = citizen.sends_bytes(good + b"&" + spoiled, headers={"Accept-Language": "en"})
        assert (page.status, page.language) == (status, "en"), case
        assert alert(page), case
        assert words not in alert(page), case


def test_only_the_steps_of_the_scale_are_answers(citizen: Citizen):
    for value in OFF_THE_SCALE:
        page = citizen.sends({**GOOD, "overall": value})
        assert (page.status, chosen(page)) == (422, GOOD), value
        assert "xem lại" in alert(page), value
        assert "không có trong câu hỏi" in page.text, value
    assert citizen.kept() == 0


def test_what_is_no_form_is_refused_with_a_fresh_one(citizen: Citizen):
    for case, (content_type, body) in NOT_FORMS.items():
        page = citizen.sends_bytes(body, content_type)
        assert (page.status, bool(page.fields["_visit"])) == (415, True), case
        assert "không đúng cách" in alert(page), case
    assert citizen.kept() == 0


def test_an_empty_form_is_refused_kindly(citizen: Citizen):
    for words in BLANK:
        page = citizen.sends({"comment": words})
        assert page.status == 422, repr(words)
        assert "chưa chọn" in alert(page), repr(words)
    assert citizen.kept() == 0


def test_nothing_at_all_gets_a_form(citizen: Citizen):
    for body in (b"", b"&", b"=", b"&&&=&=", b"?", b"\0", b"\xff" * 100, b"{}"):
        page = citizen.sends_bytes(body)
        assert page.status in (400, 403), body
        assert alert(page), body
        assert page.fields["_visit"], body
    assert citizen.kept() == 0


def test_twenty_megabytes_are_refused_without_being_read(citizen: Citizen):
    page = citizen.sends_bytes(b"overall=5&comment=" + b"a" * 20 * 2**20)
    assert (page.status, "quá dài" in page.text) == (413, True)
    assert citizen.kept() == 0


def test_odd_words_are_kept_as_typed(citizen: Citizen):
    for words in ODD_BUT_HONEST:
        assert citizen.sends({**GOOD, "comment": words}).status == 200, words[:40]
    kept = set(citizen.session.scalars(select(Remark.words)))
    assert kept == set(ODD_BUT_HONEST)


def test_odd_words_come_back_as_typed_beside_a_refusal(citizen: Citizen):
    for words in ODD_BUT_HONEST:
        page = citizen.sends({**GOOD, "comment": words, "overall": "6"})
        assert (page.status, page.fields["comment"]) == (422, words)
        assert [*page.find_all("script"), *page.find_all("img", src="x")] == []
    assert citizen.kept() == 0


def test_text_that_is_too_long_comes_back_whole(citizen: Citizen):
    words = "ệ" * 5001
    page = citizen.sends({**GOOD, "comment": words})
    assert (page.status, page.fields["comment"]) == (422, words)
    assert "5.001" in page.text
    assert "2.000" in page.text


def test_no_language_of_ones_own_breaks_the_page(citizen: Citizen):
    odd = ("xx", "", "en-GB", "VI", "../../etc", "vi@tay", "\u202e", "x" * 5000, "{{7*7}}")
    for number, language in enumerate(odd):
        answers = {**GOOD, "overall": str(number % 5 + 1)}
        for sent in ({"_language": language}, {"_switch": language}):
            page = citizen.sends({**answers, **sent})
            assert page.status < 500, (sent, page.status)
            assert page.language in ("vi", "en"), sent
        opened = citizen.client.get(f"{citizen.address}?lang={quote(language)}")
        assert opened.status_code == 200, language
