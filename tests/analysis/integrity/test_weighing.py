"""What a group weighs: its unit without all of it, and with all of it."""

from analysis.integrity.causes import OTHER_CAUSE, cause_name
from analysis.integrity.reading import group, groups_waiting
from analysis.integrity.weighing import less, names_of, weighed
from analysis.rollup.advance import catch_up
from tests.analysis.ledgers import answer, overall, rule
from tests.factories.accounts import make_account


def test_both_numbers_are_the_same_before_and_after_a_ruling(app, session, land):
    (held,) = groups_waiting(session, {land.ia_le.id})
    (before,) = weighed(session, [held])
    assert (before.without.satisfied, before.without.n) == (10, 10)
    assert (before.together.satisfied, before.together.n) == (10, 16)
    assert before.is_told

    for counts in (True, False):
        rule(session, land.held, counts=counts, by=make_account(session, land.province).id)
        catch_up(session)
        (after,) = weighed(session, [group(session, held.group)])
        assert (after.without, after.together) == (before.without, before.together)


def test_few_are_not_weighed(app, session, land):
    answer(session, land.campaign, land.other, overall(1, 1), flags=["trap", "held"])
    catch_up(session)

    (held,) = groups_waiting(session, {land.other.id})
    (found,) = weighed(session, [held])

    assert not found.is_told


def test_a_place_is_called_by_its_counter_and_unit(app, session, land):
    answer(session, land.campaign, land.other, overall(1), flags=["held"])
    catch_up(session)
    groups = [each.group for each in groups_waiting(session, {land.ia_le.id, land.other.id})]

    with app.test_request_context():
        names = set(names_of(session, groups).values())

    counter = land.counter
    assert names == {
        f"{counter.name} ({counter.code}), Xã Ia Le",
        "Phiếu không ghi quầy, Xã Chư Prông",
    }


def test_what_is_taken_out_is_never_more_than_there_is():
    assert less({5: 10, 1: 2}, {1: 3, 4: 1}) == {5: 10, 1: 0}


def test_a_cause_nobody_named_is_something_unusual():
    assert cause_name("other") is OTHER_CAUSE
    assert cause_name("trap") is not OTHER_CAUSE
