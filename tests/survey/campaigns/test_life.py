"""Drafted, opened, closed; and an answer that meets the closing finds one or the other."""

import threading
from datetime import date

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from forms import library
from survey import db
from survey.campaigns import life
from survey.campaigns.kinds import Kind
from survey.campaigns.models import Campaign, CampaignUnit
from survey.diary.models import DiaryEntry
from survey.responses.models import Chain
from tests.factories.places import make_commune, make_province

FIRST, LAST = date(2026, 11, 1), date(2026, 12, 31)


@pytest.fixture
def writer(app):
    """A writing session inside the application, as a page or a command has it."""
    with app.app_context():
        yield db.writing_session()


@pytest.fixture
def province(writer):
    return make_province(writer)


@pytest.fixture
def commune(writer, province):
    return make_commune(writer, province)


def plan(*units, code="TX-1", kind=Kind.ROUTINE, first=FIRST, last=LAST):
    ids = frozenset(unit.id for unit in units)
    return life.Plan(code, f"Đợt {code}", kind, ids, first, last)


def opened(writer, *units, **more):
    campaign = life.draft(writer, plan(*units, **more))
    life.open_campaign(writer, campaign)
    return campaign


def test_a_draft_takes_the_newest_questionnaire_and_its_digest(writer, commune):
    campaign = life.draft(writer, plan(commune))

    newest = library.newest("dossier")
    assert (campaign.version, campaign.questionnaire_digest) == (newest.version, newest.digest)
    assert campaign.opened_at is None


def test_a_code_is_given_once(writer, commune):
    life.draft(writer, plan(commune))
    with pytest.raises(life.CodeTaken):
        life.draft(writer, plan(commune))


def test_opening_gives_every_unit_below_its_chain(writer, province, commune):
    other = make_commune(writer, province, "Xã Chư Sê")
    elsewhere = make_commune(writer, make_province(writer))

    opened(writer, province)

    chains = set(writer.scalars(select(Chain.unit_id)))
    assert chains == {province.id, commune.id, other.id}
    assert elsewhere.id not in chains


def test_opening_leaves_a_chain_that_has_moved_on_as_it_is(writer, commune):
    writer.add(Chain(unit_id=commune.id, position=7, link="a" * 64))
    writer.flush()

    opened(writer, commune)

    assert writer.get(Chain, commune.id).position == 7


def test_a_campaign_is_opened_once_and_closed_once(writer, commune):
    campaign = opened(writer, commune)
    with pytest.raises(life.WrongTurn):
        life.open_campaign(writer, campaign)
    life.close_campaign(writer, campaign)
    for turn in (life.open_campaign, life.close_campaign):
        with pytest.raises(life.WrongTurn):
            turn(writer, campaign)


def test_a_draft_cannot_be_closed(writer, commune):
    with pytest.raises(life.WrongTurn):
        life.close_campaign(writer, life.draft(writer, plan(commune)))


@pytest.mark.parametrize("upper_first", [True, False])
def test_campaigns_of_a_kind_do_not_overlap_above_or_below(writer, province, commune, upper_first):
    first, second = (province, commune) if upper_first else (commune, province)
    opened(writer, first, code="TX-1")

    with pytest.raises(life.Overlaps, match=r"Đợt TX-1 \(TX-1\)"):
        opened(writer, second, code="TX-2")


def test_neighbours_other_days_and_the_other_kind_do_not_overlap(writer, province, commune):
    opened(writer, commune, code="TX-1")

    opened(writer, make_commune(writer, province, "Xã Chư Sê"), code="TX-2")
    opened(writer, province, code="DX-1", kind=Kind.AD_HOC)
    opened(writer, commune, code="TX-3", first=date(2027, 1, 1), last=date(2027, 2, 1))


def test_a_closed_campaign_makes_way_for_the_next(writer, commune):
    life.close_campaign(writer, opened(writer, commune, code="TX-1"))
    opened(writer, commune, code="TX-2")


def test_each_act_stands_in_the_diary(writer, commune):
    life.close_campaign(writer, opened(writer, commune))

    acts = writer.scalars(select(DiaryEntry.act).order_by(DiaryEntry.id)).all()
    assert acts == ["campaign.drafted", "campaign.opened", "campaign.closed"]


def test_a_fresh_code_counts_on_from_those_that_are_taken(writer, commune):
    assert life.fresh_code(writer, Kind.ROUTINE, "52", FIRST) == "TX-52-202611"
    opened(writer, commune, code="TX-52-202611")
    assert life.fresh_code(writer, Kind.ROUTINE, "52", FIRST) == "TX-52-202611-2"
    assert life.fresh_code(writer, Kind.AD_HOC, "52", FIRST) == "DX-52-202611"


@pytest.mark.parametrize(
    "change",
    [
        update(Campaign).values(closed_at=None),
        update(Campaign).values(name="Tên khác"),
        delete(Campaign),
    ],
)
def test_the_database_itself_keeps_a_closed_campaign_closed(writer, commune, change):
    life.close_campaign(writer, opened(writer, commune))
    with pytest.raises(DBAPIError, match=r"stays closed|is closed"):
        writer.execute(change)


@pytest.mark.only_on("postgresql")
def test_closing_waits_for_the_answer_that_holds_a_chain(app, writer, commune):
    campaign = opened(writer, commune)
    writer.commit()
    closed = threading.Event()

    def close() -> None:
        with app.app_context():
            other = db.writing_session()
            life.close_campaign(other, other.get(Campaign, campaign.id))
            other.commit()
            closed.set()

    with Session(app.extensions["engine"]) as answering:
        lock = text("SELECT 1 FROM chains WHERE unit_id = :id FOR UPDATE")
        answering.execute(lock, {"id": commune.id})
        closing = threading.Thread(target=close)
        closing.start()
        assert not closed.wait(0.5)
        answering.commit()
    closing.join(5)
    assert closed.is_set()


@pytest.mark.only_on("postgresql")
def test_of_two_neighbours_opened_at_once_one_gives_way(app, writer, province, commune):
    drafts = [life.draft(writer, plan(unit, code=f"TX-{unit.id}")) for unit in (province, commune)]
    writer.commit()
    outcomes: list[str] = []
    ready = threading.Barrier(2)

    def open_one(campaign_id: int) -> None:
        with app.app_context():
            other = db.writing_session()
            campaign = other.get(Campaign, campaign_id)
            ready.wait()
            try:
                life.open_campaign(other, campaign)
                other.commit()
                outcomes.append("opened")
            except life.Overlaps:
                outcomes.append("gave way")

    threads = [threading.Thread(target=open_one, args=(each.id,)) for each in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(outcomes) == ["gave way", "opened"]


def test_a_draft_becomes_another_with_its_units(writer, province, commune):
    campaign = life.draft(writer, plan(province))
    changed = plan(commune, code="DX-1", kind=Kind.AD_HOC)
    life.redraft(writer, campaign, changed)
    assert (campaign.code, campaign.kind) == ("DX-1", "ad_hoc")
    named = select(CampaignUnit.unit_id).where(CampaignUnit.campaign_id == campaign.id)
    assert writer.scalars(named).all() == [commune.id]
    acts = writer.scalars(select(DiaryEntry.act)).all()
    assert acts == ["campaign.drafted", "campaign.redrafted"]


def test_what_was_opened_is_no_draft_any_more(writer, commune):
    campaign = opened(writer, commune)
    with pytest.raises(life.WrongTurn):
        life.redraft(writer, campaign, plan(commune, code="TX-2"))


def test_a_draft_takes_nobodys_code(writer, commune):
    life.draft(writer, plan(commune, code="TX-1"))
    second = life.draft(writer, plan(commune, code="TX-2"))
    with pytest.raises(life.CodeTaken):
        life.redraft(writer, second, plan(commune, code="TX-1"))
    life.redraft(writer, second, plan(commune, code="TX-2", last=FIRST))
    assert second.ends_on == FIRST


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_no_campaign_of_its_kind_is_not_kept(writer, commune, kind):
    with pytest.raises(life.Unfit):
        life.draft(writer, plan(commune, kind=kind, last=date(2040, 1, 1)))
    with pytest.raises(life.Unfit):
        life.draft(writer, plan(kind=kind))
    assert writer.scalars(select(Campaign)).all() == []


@pytest.mark.parametrize(
    ("code", "is_one"),
    [
        ("TX-52-202611", True),
        ("TX-52-202611-2", True),
        ("TX-52-2026112", False),
        ("TX-52-202611-b", False),
        ("DX-52-202611", False),
    ],
)
def test_a_code_says_what_its_campaign_is(code, is_one):
    assert life.is_of(code, life.stem(Kind.ROUTINE, "52", FIRST)) is is_one


@pytest.mark.only_on("postgresql")
def test_whoever_edits_a_draft_meets_whoever_opens_it(app, writer, commune):
    campaign = life.draft(writer, plan(commune))
    writer.commit()
    outcomes: list[str] = []
    ready = threading.Barrier(2)

    def act(what) -> None:
        with app.app_context():
            other = db.writing_session()
            draft = other.get(Campaign, campaign.id)
            ready.wait()
            try:
                what(other, draft)
                other.commit()
                outcomes.append("done")
            except life.WrongTurn:
                outcomes.append("too late")

    moved = plan(commune, code="TX-9")
    edit = threading.Thread(target=act, args=(lambda s, c: life.redraft(s, c, moved),))
    opening = threading.Thread(target=act, args=(life.open_campaign,))
    for thread in (edit, opening):
        thread.start()
    for thread in (edit, opening):
        thread.join(10)
    writer.refresh(campaign)
    assert campaign.opened_at is not None
    assert sorted(outcomes) in (["done", "done"], ["done", "too late"])
