from sqlalchemy import select

from survey.responses.models import Response
from tests.page import read
from tests.survey.answering.ledger import how_many

EN = {"Accept-Language": "en-GB,en;q=0.9"}


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
