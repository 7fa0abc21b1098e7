"""Who may rule on whom, and what a ruling leaves behind."""

import json

import pytest
from sqlalchemy import select

from analysis.integrity.acts import ruled, ruled_so_far
from analysis.integrity.reading import Group
from analysis.integrity.ruling import Refusal, Word, may_rule, may_rule_on, rule_on
from analysis.rollup.advance import catch_up
from survey.diary.models import DiaryEntry
from survey.responses.models import Ruling
from tests.analysis.ledgers import DAY, MOMENT, answer, overall
from tests.factories.accounts import make_account


@pytest.fixture
def flood(land) -> Group:
    return Group(DAY, land.campaign.id, land.ia_le.id, land.counter.id, "burst")


@pytest.fixture
def somebody(session, land) -> int:
    made = make_account(session, land.province, name="Trần Văn Bình").id
    session.commit()
    return made


@pytest.mark.parametrize(
    ("own", "level", "may"),
    [
        ("tinh", "xa", True),
        ("tinh", "tinh", True),
        ("huyen", "xa", True),
        ("xa", "xa", False),
        ("huyen", "huyen", False),
        ("xa", "tinh", False),
    ],
)
def test_only_whoever_stands_above_rules_and_a_province_on_all(own, level, may):
    assert may_rule(own, level) is may


def test_a_commune_s_successor_is_as_little_above_it_as_itself(session, land):
    assert may_rule_on(session, land.province.id, land.ia_le)
    assert not may_rule_on(session, land.ia_le.id, land.ia_le)
    assert not may_rule_on(session, land.other.id, land.ia_le)


def test_a_ruling_is_on_the_whole_group_and_in_the_diary(app, session, land, flood, somebody):
    with app.app_context():
        done = rule_on(session, flood, Word(False, "Đối chiếu lượt giao dịch", 6), MOMENT, somebody)
        session.commit()
    catch_up(session)

    assert done == 6
    assert {row.response_id for row in session.scalars(select(Ruling))} == set(land.held)
    (entry,) = session.scalars(select(DiaryEntry).where(DiaryEntry.act == "responses.ruled"))
    assert json.loads(entry.details)["n"] == 6
    (act,) = ruled(session, {land.ia_le.id})
    assert (act.group, act.counts, act.n, act.name) == (flood, False, 6, "Trần Văn Bình")
    assert act.reason == "Đối chiếu lượt giao dịch"
    assert ruled_so_far(session, flood) == [act]
    assert ruled(session, {land.other.id}) == []


def test_what_was_not_seen_is_not_ruled_on(app, session, land, flood, somebody):
    more = {"counter_id": land.counter.id, "flags": ["burst", "held"]}
    answer(session, land.campaign, land.ia_le, overall(1), **more)
    catch_up(session)

    with app.app_context():
        assert rule_on(session, flood, Word(True, "…", 6), MOMENT, somebody) is Refusal.GREW
    assert session.scalars(select(Ruling)).all() == []


def test_a_ruling_is_answered_by_a_newer_one_and_not_said_twice(
    app, session, land, flood, somebody
):
    with app.app_context():
        for counts in (True, False):
            assert rule_on(session, flood, Word(counts, "…", 6), MOMENT, somebody) == 6
            session.commit()
            catch_up(session)
        again = rule_on(session, flood, Word(False, "…", 6), MOMENT, somebody)

    assert again is Refusal.NOTHING_NEW
    assert len(ruled_so_far(session, flood)) == 2
