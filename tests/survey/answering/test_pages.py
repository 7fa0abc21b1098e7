from datetime import timedelta

from sqlalchemy import func, select

from survey.campaigns.life import close_campaign
from survey.places.counters import close_counter
from survey.responses.models import Remark, Response
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_counter
from tests.page import read

EN = {"Accept-Language": "en-GB,en;q=0.9"}


def how_many(session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Response))


def receipt_on(page) -> str:
    (receipt,) = [href for href in page.links.values() if href.startswith("/r/")]
    return receipt


def test_a_code_opens_the_questionnaire_of_its_counter(client, place):
    page = read(client.get(place.address))
    assert page.status == 200
    assert place.commune.name in page.text
    assert place.counter.name in page.text
    assert page.choices("overall") == ["1", "2", "3", "4", "5"]
    assert [name for name in page.fields if not name.startswith("_")] == ["comment"]


def test_the_questionnaire_sets_no_cookie_and_needs_nobody_else(client, place):
    response = client.get(place.address)
    html = response.get_data(as_text=True)
    assert "Set-Cookie" not in response.headers
    assert "<script" not in html
    assert "src=" not in html
    assert "http" not in html.replace("http-equiv", "")
    assert response.headers["Cache-Control"] == "no-store"


def test_a_code_is_read_as_people_type_it(client, place):
    code = place.counter.code
    for typed in (code.lower(), f"{code[:2]}-{code[2:]}"):
        assert client.get(f"/q/{typed}").status_code == 200
    assert client.get(f"/Q/{code}").status_code == 200


def test_two_exchanges_keep_an_answer_and_give_a_receipt(client, session, place):
    page = read(client.get(place.address))
    thanks = client.post(
        place.address, data=page.fields | {"overall": "4", "attitude": "2", "comment": "Chờ lâu"}
    )
    said = read(thanks)
    assert (said.status, said.h1) == (200, "Cảm ơn Ông/Bà!")
    assert "Set-Cookie" not in thanks.headers
    row = session.execute(select(Response.__table__)).one()
    assert row.answers == '{"attitude":2,"overall":4}'
    assert (row.channel, row.language, str(row.day), row.minute) == ("qr", "vi", "2026-11-20", 570)
    assert session.scalars(select(Remark.words)).all() == ["Chờ lâu"]
    receipt = read(client.get(receipt_on(said)))
    assert receipt.status == 200
    assert "20/11/2026" in receipt.text
    assert place.commune.name in receipt.text
    assert "Chờ lâu" not in receipt.text


def test_sending_twice_gives_the_same_receipt_and_one_row(client, session, place):
    sent = read(client.get(place.address)).fields | {"overall": "4"}
    first, again = (read(client.post(place.address, data=sent)) for _ in range(2))
    assert (first.status, again.status) == (200, 200)
    assert receipt_on(first) == receipt_on(again)
    assert how_many(session) == 1


def test_changing_ones_mind_after_sending_is_told_and_changes_nothing(client, session, place):
    sent = read(client.get(place.address)).fields
    first = read(client.post(place.address, data=sent | {"overall": "5"}))
    again = read(client.post(place.address, data=sent | {"overall": "1"}))
    assert again.status == 409
    assert receipt_on(again) == receipt_on(first)
    assert "Câu trả lời gửi trước được giữ nguyên" in again.text
    assert session.scalar(select(Response.answers)) == '{"overall":5}'


def test_words_alone_are_an_answer(client, session, place):
    sent = read(client.get(place.address)).fields | {"comment": "Cảm ơn"}
    assert client.post(place.address, data=sent).status_code == 200
    assert session.scalar(select(Response.answers)) == "{}"


def test_an_empty_form_comes_back_kindly(client, session, place):
    page = read(client.get(place.address))
    back = read(client.post(place.address, data=page.fields | {"comment": "   "}))
    assert back.status == 422
    assert "chưa chọn câu trả lời nào" in back.text
    assert back.fields["_visit"] == page.fields["_visit"]
    assert how_many(session) == 0


def test_the_browsers_language_is_spoken(client, place):
    page = read(client.get(place.address, headers=EN))
    assert page.language == "en"
    assert "Very satisfied" in page.text
    assert read(client.get(place.address, headers={"Accept-Language": "fr"})).language == "vi"
    assert read(client.get(f"{place.address}?lang=en")).language == "en"


def test_switching_language_keeps_what_was_chosen_and_the_visit(client, session, place):
    page = read(client.get(place.address))
    sent = page.fields | {"overall": "2", "comment": "Xin chào", "_switch": "en"}
    other = read(client.post(place.address, data=sent))
    assert (other.status, other.language) == (200, "en")
    assert other.fields["overall"] == "2"
    assert other.fields["comment"] == "Xin chào"
    assert other.fields["_visit"] == page.fields["_visit"]
    assert how_many(session) == 0
    client.post(place.address, data=other.fields)
    assert session.scalar(select(Response.language)) == "en"


def test_a_visit_of_more_than_two_hours_gets_a_fresh_form_filled_in(client, session, place, clock):
    sent = read(client.get(place.address)).fields | {"overall": "3", "comment": "Lâu quá"}
    clock.advance(timedelta(hours=2, seconds=1))
    back = read(client.post(place.address, data=sent))
    assert back.status == 409
    assert (back.fields["overall"], back.fields["comment"]) == ("3", "Lâu quá")
    assert back.fields["_visit"] != sent["_visit"]
    assert how_many(session) == 0
    assert client.post(place.address, data=back.fields).status_code == 200


def test_an_answer_kept_in_time_has_its_receipt_for_ever(client, session, place, clock):
    sent = read(client.get(place.address)).fields | {"overall": "3"}
    first = read(client.post(place.address, data=sent))
    clock.advance(timedelta(days=3))
    assert receipt_on(read(client.post(place.address, data=sent))) == receipt_on(first)
    with client.application.app_context():
        close_campaign(session, place.campaign)
    assert receipt_on(read(client.post(place.address, data=sent))) == receipt_on(first)
    assert how_many(session) == 1


def test_a_campaign_that_closed_meanwhile_takes_nothing_more(client, session, place):
    sent = read(client.get(place.address)).fields | {"overall": "3"}
    with client.application.app_context():
        close_campaign(session, place.campaign)
    back = read(client.post(place.address, data=sent))
    assert back.status == 404
    assert "Hiện không có đợt khảo sát nào" in back.text
    assert how_many(session) == 0


def test_a_new_campaign_takes_over_the_answers_of_one_that_closed(client, session, place):
    sent = read(client.get(place.address)).fields | {"overall": "3"}
    with client.application.app_context():
        close_campaign(session, place.campaign)
    new = make_campaign(session, place.commune, code="MOI")
    back = read(client.post(place.address, data=sent))
    assert (back.status, back.fields["overall"]) == (409, "3")
    assert client.post(place.address, data=back.fields).status_code == 200
    assert session.scalar(select(Response.campaign_id)) == new.id


def test_an_ad_hoc_campaign_goes_first_while_it_runs(client, session, place):
    ad_hoc = make_campaign(session, place.commune, kind="ad_hoc")
    sent = read(client.get(place.address)).fields | {"overall": "3"}
    client.post(place.address, data=sent)
    assert session.scalar(select(Response.campaign_id)) == ad_hoc.id


def test_a_visit_of_another_counter_is_refused_with_the_answers_kept(client, session, place):
    other = make_counter(session, place.commune)
    sent = read(client.get(f"/q/{other.code}")).fields | {"overall": "3"}
    back = read(client.post(place.address, data=sent))
    assert (back.status, back.fields["overall"]) == (403, "3")
    assert how_many(session) == 0


def test_a_closed_counter_says_closed(client, session, place, clock):
    sent = read(client.get(place.address)).fields | {"overall": "3"}
    close_counter(session, place.counter, clock().date())
    page = read(client.get(place.address))
    assert (page.status, page.h1) == (410, "Quầy này đã đóng")
    assert read(client.post(place.address, data=sent)).status == 410
    assert how_many(session) == 0


def test_a_mistyped_code_is_told_and_the_nearest_counters_offered(client, place):
    code = place.counter.code
    wrong = code[:3] + ("A" if code[3] != "A" else "C") + code[4]
    page = read(client.get(f"/q/{wrong}"))
    assert (page.status, page.h1) == (404, "Không có quầy nào mang mã này")
    assert f"/q/{code}" in page.links.values()
    assert read(client.post(f"/q/{wrong}", data={"overall": "5"})).status == 404


def test_a_counter_is_found_by_its_place_without_marks(client, place):
    found = read(client.get("/q/?s=ia le"))
    assert f"/q/{place.counter.code}" in found.links.values()
    assert "Không tìm thấy quầy nào" in read(client.get("/q/?s=xyz")).text


def test_an_unknown_receipt_is_told(client, place):
    for wrong in ("XXXX", "0000-0000-0000-0", "0" * 400):
        assert read(client.get(f"/r/{wrong}")).status == 404


def test_a_tablet_is_a_channel_of_its_own_and_starts_over(client, session, place):
    page = read(client.get(f"/kiosk/{place.counter.code}"))
    thanks = client.post(place.address, data=page.fields | {"overall": "4"})
    assert f'content="12;url=/kiosk/{place.counter.code}"' in thanks.get_data(as_text=True)
    assert session.scalar(select(Response.channel)) == "kiosk"
