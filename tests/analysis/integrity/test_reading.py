"""What is apart, by where it stands and in the groups it waits in."""

from datetime import date

from analysis.integrity.reading import (
    Amount,
    Group,
    beside,
    group,
    groups_waiting,
    waiting,
    waiting_by_unit,
)
from analysis.rollup.advance import catch_up
from analysis.rollup.ruled import Stand
from tests.analysis.ledgers import DAY, answer, overall, rule
from tests.factories.accounts import make_account

NOBODY_S = 0


def the_flood(land) -> Group:
    return Group(DAY, land.campaign.id, land.ia_le.id, land.counter.id, "burst")


def test_a_campaign_s_answers_stand_in_the_headline_or_beside_it(session, land):
    answer(session, land.campaign, land.ia_le, overall(2, 2), flags=["late"])
    answer(session, land.campaign, land.ia_le, [{}], flags=["held"])
    catch_up(session)

    assert beside(session, land.campaign.id, {land.ia_le.id}) == {
        Stand.WAITING: Amount(7, {1: 6}),
        Stand.LATE: Amount(2, {2: 2}),
    }
    at_counter = beside(session, land.campaign.id, {land.ia_le.id}, land.counter.id)
    assert at_counter == {Stand.WAITING: Amount(6, {1: 6})}
    assert beside(session, land.campaign.id, {land.other.id}) == {}


def test_whoever_waits_is_counted_by_unit(session, land):
    both = {land.ia_le.id, land.other.id}
    assert waiting_by_unit(session, land.campaign.id, both) == {land.ia_le.id: 6}
    assert (waiting(session, both), waiting(session, {land.other.id})) == (6, 0)


def test_groups_are_of_a_counter_a_day_and_a_cause(session, land):
    answer(session, land.campaign, land.ia_le, overall(1), flags=["trap", "held"])
    yesterday = date(2026, 11, 20)
    more = {"day": yesterday, "counter_id": land.counter.id, "flags": ["burst", "held"]}
    answer(session, land.campaign, land.ia_le, overall(4), **more)
    catch_up(session)

    found = groups_waiting(session, {land.ia_le.id})

    assert [
        (each.group.day, each.group.counter_id, each.group.cause, each.n) for each in found
    ] == [
        (DAY, NOBODY_S, "trap", 1),
        (DAY, land.counter.id, "burst", 6),
        (yesterday, land.counter.id, "burst", 1),
    ]


def test_a_group_that_was_ruled_on_waits_no_more_and_can_still_be_looked_at(session, land):
    rule(session, land.held, counts=False, by=None)
    catch_up(session)
    assert len(groups_waiting(session, {land.ia_le.id})) == 1  # the fuse's word ends no waiting

    rule(session, land.held, counts=True, by=make_account(session, land.province).id)
    catch_up(session)

    assert groups_waiting(session, {land.ia_le.id}) == []
    assert group(session, the_flood(land)).amounts == {Stand.IN: Amount(6, {1: 6})}
    assert group(session, Group(DAY, 1, 1, 1, "fast")).n == 0


def test_interviews_wait_for_their_supervisor_and_for_no_two_people(session, land):
    flags = ["held", "repeat", "unreviewed"]
    answer(session, land.campaign, land.other, overall(1, 1), flags=flags)
    catch_up(session)

    at_other = {land.other.id}
    assert beside(session, land.campaign.id, at_other) == {Stand.WAITING: Amount(2, {1: 2})}
    assert (groups_waiting(session, at_other), waiting(session, at_other)) == ([], 0)
    asked = Group(DAY, land.campaign.id, land.other.id, NOBODY_S, "unreviewed")
    assert group(session, asked).n == 0
