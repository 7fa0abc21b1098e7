"""Two people: what one proposes is ruled only when another agrees."""

import json

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from analysis.integrity.models import Proposal, Second
from analysis.integrity.proposed import (
    group_of,
    others_may_rule,
    said,
    standing,
    waiting_for_a_second,
)
from analysis.integrity.proposing import Denied, propose, second
from analysis.integrity.reading import Group
from analysis.integrity.ruling import Refusal, Word
from survey.access.permissions import RoleName
from survey.diary.models import DiaryEntry
from survey.responses.models import Ruling
from tests.analysis.ledgers import DAY, MOMENT
from tests.factories.accounts import make_account

OUT = Word(False, "Đã đối chiếu với lượt giao dịch", 6)


@pytest.fixture
def flood(land) -> Group:
    return Group(DAY, land.campaign.id, land.ia_le.id, land.counter.id, "burst")


@pytest.fixture
def two(session, land) -> tuple[int, int]:
    made = [make_account(session, land.province, name=name).id for name in ("An", "Bình")]
    session.commit()
    return made[0], made[1]


def rulings(session) -> int:
    return session.scalar(select(func.count()).select_from(Ruling))


def test_a_proposal_rules_nothing_and_a_second_rules_all(app, session, flood, two):
    with app.app_context():
        made = propose(session, flood, OUT, MOMENT, two[0])
        assert (rulings(session), standing(session, flood)) == (0, made.id)
        assert group_of(made) == flood
        assert [each.group for each in waiting_for_a_second(session, {flood.unit_id})] == [flood]

        assert second(session, made, (True, ""), MOMENT, two[1]) == 6

    assert rulings(session) == 6
    assert standing(session, flood) is None
    assert waiting_for_a_second(session, {flood.unit_id}) == []
    (line,) = said(session, flood)
    assert (line.proposer, line.seconder, line.second.n) == ("An", "Bình", 6)
    entries = session.scalars(select(DiaryEntry).order_by(DiaryEntry.id)).all()
    acts = [entry.act for entry in entries if entry.act.startswith("responses.ruling")]
    assert acts == ["responses.ruling_proposed", "responses.ruling_confirmed"]
    assert json.loads(entries[-1].details)["n"] == 6


def test_nobody_seconds_themselves(app, session, flood, two):
    with app.app_context():
        made = propose(session, flood, OUT, MOMENT, two[0])
        assert second(session, made, (True, ""), MOMENT, two[0]) is Denied.SAME_PERSON
    assert rulings(session) == 0


def test_a_refusal_needs_a_reason_and_ends_the_proposal(app, session, flood, two):
    with app.app_context():
        made = propose(session, flood, OUT, MOMENT, two[0])
        assert second(session, made, (False, ""), MOMENT, two[1]) is Denied.NO_REASON
        assert second(session, made, (False, "Buổi phát thẻ"), MOMENT, two[1]) == 0
        assert second(session, made, (True, ""), MOMENT, two[1]) is Denied.DECIDED
    assert rulings(session) == 0


def test_the_newest_proposal_stands(app, session, flood, two):
    with app.app_context():
        older = propose(session, flood, OUT, MOMENT, two[0])
        newer = propose(session, flood, Word(True, "Buổi phát thẻ", 6), MOMENT, two[1])
        assert second(session, older, (True, ""), MOMENT, two[1]) is Denied.DECIDED
        assert second(session, newer, (True, ""), MOMENT, two[0]) == 6
        again = propose(session, flood, Word(True, "Buổi phát thẻ", 6), MOMENT, two[0])
    assert {row.counts for row in session.scalars(select(Ruling))} == {True}
    assert isinstance(again, Proposal)  # the tallies have not followed yet: nothing is lost


def test_what_was_not_seen_is_not_proposed(app, session, flood, two):
    with app.app_context():
        assert propose(session, flood, Word(True, "…", 5), MOMENT, two[0]) is Refusal.GREW
    assert session.scalars(select(Proposal)).all() == []


def test_another_account_above_the_unit_is_needed(session, land):
    alone = make_account(session, land.province).id
    make_account(session, land.ia_le)
    make_account(session, land.province, RoleName.REVIEWER)
    assert not others_may_rule(session, land.ia_le, alone)
    other = make_account(session, land.province)
    assert others_may_rule(session, land.ia_le, alone)
    other.active = False
    session.flush()
    assert not others_may_rule(session, land.ia_le, alone)


def test_the_database_refuses_a_second_who_is_the_first(app, session, flood, two):
    with app.app_context():
        made = propose(session, flood, OUT, MOMENT, two[0])
    number, told = made.id, {"agrees": True, "reason": "", "n": 0, "at": MOMENT}
    session.commit()
    for proposer, other in ((two[0], two[0]), (two[1], two[0])):
        session.add(Second(proposal_id=number, proposer_id=proposer, account_id=other, **told))
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()


@pytest.mark.parametrize("table", ["proposals", "seconds"])
@pytest.mark.parametrize("change", ["UPDATE {} SET reason = 'khác'", "DELETE FROM {}"])
def test_what_was_said_is_never_changed(app, session, flood, two, table, change):
    with app.app_context():
        second(session, propose(session, flood, OUT, MOMENT, two[0]), (True, ""), MOMENT, two[1])
    session.commit()
    with pytest.raises(DatabaseError):
        session.execute(text(change.format(table)))
    session.rollback()
