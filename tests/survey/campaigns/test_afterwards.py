"""After the closing only words are added, and the database itself sees to it."""

from datetime import date

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import DBAPIError

from survey import db
from survey.campaigns import afterwards, life
from survey.campaigns.kinds import Kind, State
from survey.campaigns.models import (
    Campaign,
    CampaignNote,
    CampaignPlan,
    CampaignPublication,
    CampaignUnit,
)
from survey.campaigns.reading import listed
from survey.clock import now, today
from survey.diary.models import DiaryEntry
from tests.factories.accounts import make_account
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune


@pytest.fixture
def writer(app):
    with app.app_context():
        yield db.writing_session()


@pytest.fixture
def commune(writer):
    return make_commune(writer)


@pytest.fixture
def campaign(writer, commune):
    return make_campaign(writer, commune)


@pytest.fixture
def closed(writer, campaign):
    life.close_campaign(writer, campaign)
    return campaign


def test_a_closed_campaign_is_published_once_and_says_so(writer, commune, closed):
    by = make_account(writer, commune)
    assert listed(writer, closed, today()).state is State.CLOSED
    afterwards.publish(writer, closed, " Báo cáo số 12 \r\n trang 3 ", by.id)

    said = afterwards.publication_of(writer, closed.id)
    assert (said.words, said.by) == ("Báo cáo số 12 \n trang 3", by.name)
    assert listed(writer, closed, today()).state is State.PUBLISHED
    with pytest.raises(life.WrongTurn):
        afterwards.publish(writer, closed, "Lần nữa")


def test_notes_are_added_newest_first_also_after_publishing(writer, closed):
    afterwards.annotate(writer, closed, "Một")
    afterwards.publish(writer, closed, "Báo cáo")
    afterwards.annotate(writer, closed, "Hai")
    assert [said.words for said in afterwards.notes_on(writer, closed.id)] == ["Hai", "Một"]
    acts = writer.query(DiaryEntry.act).order_by(DiaryEntry.id).all()[-3:]
    assert [act for (act,) in acts] == [
        "campaign.annotated",
        "campaign.published",
        "campaign.annotated",
    ]


@pytest.mark.parametrize("act", [afterwards.publish, afterwards.annotate])
def test_nothing_is_said_of_an_open_campaign(writer, campaign, act):
    with pytest.raises(life.WrongTurn):
        act(writer, campaign, "Báo cáo")


@pytest.mark.parametrize("words", ["", " \n ", "a\x00b", "a" * 2001, "a\u202eb"])
def test_words_must_be_such_as_can_be_kept(writer, closed, words):
    assert not afterwards.is_readable(words)
    for act in (afterwards.publish, afterwards.annotate):
        with pytest.raises(afterwards.NothingSaid):
            act(writer, closed, words)


@pytest.mark.parametrize("table", [CampaignNote, CampaignPublication])
def test_the_database_takes_no_words_before_the_closing(writer, campaign, table):
    row = {"campaign_id": campaign.id, "words": "Sớm", "at": now()}
    with pytest.raises(DBAPIError, match="closed campaign"):
        writer.execute(insert(table).values(**row))


@pytest.mark.parametrize("table", [CampaignNote, CampaignPublication])
@pytest.mark.parametrize("act", [update, delete])
def test_the_database_lets_no_words_change_or_go(writer, closed, table, act):
    afterwards.annotate(writer, closed, "Một")
    afterwards.publish(writer, closed, "Báo cáo")
    statement = act(table).values(words="Khác") if act is update else act(table)
    with pytest.raises(DBAPIError, match=r"append-only|permission denied"):
        writer.execute(statement)


def test_the_database_keeps_the_plan_of_a_closed_campaign(writer, commune, closed):
    plan = {"campaign_id": closed.id, "unit_id": commune.id, "answers": 5}
    with pytest.raises(DBAPIError, match="the plan of a closed campaign stands"):
        writer.execute(insert(CampaignPlan).values(**plan))


@pytest.mark.parametrize("act", [delete(CampaignPlan), update(CampaignPlan).values(answers=6)])
def test_a_plan_that_is_there_stays_once_it_is_closed(writer, commune, campaign, act):
    plan = {"campaign_id": campaign.id, "unit_id": commune.id, "answers": 5}
    writer.execute(insert(CampaignPlan).values(**plan))
    life.close_campaign(writer, campaign)
    with pytest.raises(DBAPIError, match="the plan of a closed campaign stands"):
        writer.execute(act)


@pytest.mark.parametrize("answers", [0, -1, 10_000_001])
def test_the_database_takes_no_plan_that_is_none(writer, commune, campaign, answers):
    plan = {"campaign_id": campaign.id, "unit_id": commune.id, "answers": answers}
    with pytest.raises(DBAPIError):
        writer.execute(insert(CampaignPlan).values(**plan))


def test_an_opened_campaign_keeps_its_units(writer, commune, campaign):
    for act in (delete(CampaignUnit), update(CampaignUnit).values(unit_id=commune.id)):
        with pytest.raises(DBAPIError, match="keeps its units"), writer.begin_nested():
            writer.execute(act)


def test_a_closed_campaign_takes_no_further_unit(writer, closed):
    row = {"campaign_id": closed.id, "unit_id": make_commune(writer).id}
    with pytest.raises(DBAPIError, match="keeps its units"):
        writer.execute(insert(CampaignUnit).values(**row))


@pytest.mark.parametrize("fewest", [50, 4])
def test_an_opened_campaign_keeps_its_minimum(writer, campaign, fewest):
    with pytest.raises(DBAPIError):
        writer.execute(update(Campaign).values(fewest=fewest))


def test_a_draft_takes_a_minimum_that_people_can_hide_in(writer, commune):
    draft = make_campaign(writer, commune, kind=Kind.AD_HOC, is_open=False)
    assert draft.needed == 30
    writer.execute(update(Campaign).where(Campaign.id == draft.id).values(fewest=50))
    writer.refresh(draft)
    assert (draft.needed, draft.ends_on > date(2026, 1, 1)) == (50, True)
    with pytest.raises(DBAPIError):
        writer.execute(update(Campaign).where(Campaign.id == draft.id).values(fewest=4))
