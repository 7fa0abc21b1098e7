from datetime import timedelta

from sqlalchemy import select

from survey.campaigns.life import close_campaign
from survey.responses.models import Response
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_counter
from tests.page import read
from tests.survey.answering.ledger import how_many, receipt_on


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


def test_the_receipt_speaks_the_language_of_the_answers(client, place):
    for language, browser in (("en", "vi"), ("vi", "en"), ("en", "en")):
        answers = {"overall": "4", "_language": language}
        asked = {"Accept-Language": browser}
        sent = read(client.get(place.address, headers=asked)).fields | answers
        thanks = read(client.post(place.address, data=sent, headers=asked))
        assert read(client.get(receipt_on(thanks), headers=asked)).language == language


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


def test_a_campaign_that_closed_meanwhile_keeps_what_was_on_its_way(client, session, place):
    sent = read(client.get(place.address)).fields | {"overall": "3"}
    with client.application.app_context():
        close_campaign(session, place.campaign)
    assert receipt_on(read(client.post(place.address, data=sent)))
    assert how_many(session) == 1
    assert read(client.get(place.address)).status == 404


def test_a_new_campaign_takes_over_the_answers_of_one_that_closed(client, session, place):
    sent = read(client.get(place.address)).fields | {"overall": "3"}
    with client.application.app_context():
        close_campaign(session, place.campaign)
    new = make_campaign(session, place.commune, code="MOI")
    back = read(client.post(place.address, data=sent))
    assert (back.status, back.fields["overall"]) == (409, "3")
    assert client.post(place.address, data=back.fields).status_code == 200
    assert session.scalar(select(Response.campaign_id)) == new.id


def test_a_visit_of_another_counter_is_refused_with_the_answers_kept(client, session, place):
    other = make_counter(session, place.commune)
    sent = read(client.get(f"/q/{other.code}")).fields | {"overall": "3"}
    back = read(client.post(place.address, data=sent))
    assert (back.status, back.fields["overall"]) == (403, "3")
    assert how_many(session) == 0
