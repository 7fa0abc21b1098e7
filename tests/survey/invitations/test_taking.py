"""What comes by a link, page by page: nothing is spent before all is said."""

import pytest
from sqlalchemy import select

from forms import library
from survey.invitations.models import InviteeGroup
from tests.factories.invitations import make_invited
from tests.factories.places import make_province
from tests.page import read


@pytest.fixture
def token(session, settings):
    _campaign, tokens = make_invited(session, make_province(session), settings.var, {"A": 12})
    return tokens["A"][0]


def answered(session) -> int:
    session.expire_all()
    return session.scalars(select(InviteeGroup)).one().answered


def test_a_questionnaire_of_many_pages_is_walked_and_spent_at_its_end(client, session, token):
    pages = len(library.newest("officials").pages)
    page = read(client.get(f"/i/{token}"))
    for _page in range(pages + 2):
        sent = page.fields | {"consent": "agreed", "_at_once": "1"}
        assert answered(session) == 0
        page = read(client.post(f"/i/{token}", data=sent))
        if page.h1 == "Cảm ơn Ông/Bà!":
            break
    assert page.h1 == "Cảm ơn Ông/Bà!"
    assert answered(session) == 1


def test_another_language_keeps_what_was_said_and_spends_nothing(client, session, token):
    sent = {"_switch": "en", "_language": "vi", "consent": "agreed"}
    page = read(client.post(f"/i/{token}", data=sent))
    assert page.status == 200
    assert answered(session) == 0


def test_the_thanks_give_nothing_that_proves_anything(client, session, settings):
    _campaign, tokens = make_invited(
        session, make_province(session), settings.var, {"A": 12}, "counter"
    )
    thanks = read(client.post(f"/i/{tokens['A'][0]}", data={"overall": "4"}))
    assert "Không có mã biên nhận" in thanks.text
    assert not [link for link in thanks.links.values() if "/r/" in link]
