"""A box under pressure: the same link at once, many links at once, a closing in between."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from survey.campaigns.life import close_campaign
from survey.campaigns.models import Campaign
from survey.db import writing_session
from survey.invitations import box
from survey.invitations.closing import links_of
from survey.invitations.models import Invitee, InviteeGroup
from survey.responses.models import Response
from survey.responses.verification import walk
from tests.factories.invitations import make_invited
from tests.factories.places import make_province

SAID = box.Said({"overall": 4})


@pytest.fixture
def invited(session, settings):
    campaign, tokens = make_invited(
        session, make_province(session), settings.var, {"A": 24}, "counter"
    )
    number = campaign.id
    session.commit()  # and nothing is read after it: an older look would be held on to
    return number, tokens["A"]


def put(app, campaign_id: int, token: str, said: box.Said = SAID) -> box.Outcome | None:
    from survey.invitations.links import entry_of

    with app.app_context():
        session = writing_session()
        invitee = session.scalar(select(Invitee).where(Invitee.entry == entry_of(token)))
        if invitee is None:
            return None
        outcome = box.put(session, invitee, token, said, links_of(campaign_id))
        session.commit()
        return outcome


def test_of_sixteen_with_the_same_link_one_is_first(app, session, invited):
    campaign_id, tokens = invited
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _n: put(app, campaign_id, tokens[0]), range(16)))
    assert sorted(each.value for each in found) == ["kept"] + ["spent"] * 15
    session.expire_all()
    assert session.scalars(select(InviteeGroup)).one().answered == 1


def test_a_closing_between_answers_loses_none_and_counts_none_twice(app, session, invited):
    campaign_id, tokens = invited

    def close() -> None:
        with app.app_context():
            closing = writing_session()
            close_campaign(closing, closing.get_one(Campaign, campaign_id))
            closing.commit()

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(put, app, campaign_id, token) for token in tokens[:12]]
        closed = pool.submit(close)
        answers += [pool.submit(put, app, campaign_id, token) for token in tokens[12:]]
        closed.result()
        found = [answer.result() for answer in answers]
    kept = sum(each is box.Outcome.KEPT for each in found)
    assert {each for each in found if each is not None} <= {box.Outcome.KEPT, box.Outcome.SHUT}
    with Session(app.extensions["engine"]) as reader:
        assert reader.scalar(select(func.count()).select_from(Response)) == kept
        assert walk(reader) == []


def test_the_database_forgets_no_mark_and_opens_no_box_again(app, session, invited):
    campaign_id, tokens = invited
    put(app, campaign_id, tokens[0])
    statements = ["UPDATE invitee_groups SET spent = ''"]
    for statement in statements:
        with pytest.raises(Exception, match="stands"):
            session.execute(text(statement))
        session.rollback()
    with app.app_context():
        closing = writing_session()
        close_campaign(closing, closing.get_one(Campaign, campaign_id))
        closing.commit()
    with pytest.raises(Exception, match="stands"):
        session.execute(text("UPDATE invitee_groups SET spent = '', answered = 0"))
    session.rollback()


def test_whoever_answered_is_found_by_their_link_alone(app, session, invited):
    campaign_id, tokens = invited
    put(app, campaign_id, tokens[3])
    with app.app_context():
        people = session.scalars(select(Invitee).order_by(Invitee.id)).all()
        spent = [
            box.is_spent(session, each, token) for each, token in zip(people, tokens, strict=True)
        ]
    assert [place for place, is_so in enumerate(spent) if is_so] == [3]


def test_what_has_left_a_box_leaves_it_no_second_time(app, session, invited):
    campaign_id, tokens = invited
    for token in tokens[:11]:
        put(app, campaign_id, token)
    with app.app_context():
        writer = writing_session()
        left = box.release(writer, writer.get_one(Campaign, campaign_id), links_of(campaign_id))
        writer.commit()
        again = box.release(writer, writer.get_one(Campaign, campaign_id), links_of(campaign_id))
        writer.commit()
    assert (left, again) == (6, 0)
