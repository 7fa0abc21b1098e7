"""Trying out: the citizen's very page, its paging and follow-ups, framed only by ours."""

from sqlalchemy import func, select

from survey.responses.models import Response
from tests.page import read


def test_the_page_may_be_framed_by_ours_only(client, draft):
    frame = client.get(f"{draft}/trial")
    assert "frame-src 'self'" in frame.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in frame.headers["Content-Security-Policy"]
    (iframe,) = read(frame).find_all("iframe")
    shown = client.get(iframe["src"])
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert read(shown).h1 == "Ý kiến ở quầy"


def test_paging_and_follow_ups_go_as_at_a_counter(client, session, draft):
    page = read(client.get(f"{draft}/trial/page"))
    low = read(client.post(f"{draft}/trial/page", data={**page.fields, "overall": "2"}))
    assert "Vì sao?" in low.text
    second = read(client.post(f"{draft}/trial/page", data={**low.fields, "overall": "2"}))
    assert "Thời gian chờ?" in second.text
    back = read(client.post(f"{draft}/trial/page", data={**second.fields, "_go": "back"}))
    assert "Ông/Bà hài lòng không?" in back.text
    done = read(client.post(f"{draft}/trial/page", data={**second.fields, "speed": "4"}))
    assert "Xem thử xong" in done.text
    assert session.scalar(select(func.count()).select_from(Response)) == 0


def test_it_speaks_the_language_that_was_chosen(client, draft):
    page = read(client.get(f"{draft}/trial/page?lang=en"))
    assert page.h1 == "At the counter"
    again = read(client.post(f"{draft}/trial/page", data={**page.fields, "_switch": "vi"}))
    assert again.h1 == "Ý kiến ở quầy"
    assert read(client.get(f"{draft}/trial/page?lang=xx")).h1 == "Ý kiến ở quầy"


def test_what_nobody_asks_does_no_harm(client, draft):
    answer = client.post(f"{draft}/trial/page", data={"magic": "1", "overall": "77", "_page": "x"})
    assert "Ông/Bà hài lòng không?" in read(answer).text


def test_a_draft_with_faults_says_so_instead(client, drafted, province):
    broken = drafted(province, sections=[])
    assert "Chưa xem thử được" in read(client.get(f"{broken}/trial")).text
    assert "Chưa xem thử được" in read(client.get(f"{broken}/trial/page")).text
