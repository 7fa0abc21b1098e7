"""Villages stay whole, loads are even, and whoever began a case keeps it."""

import pytest

from survey.fieldwork.assigning import Assigned, assign, assign_by_hand, assign_evenly
from survey.fieldwork.progress import lines
from survey.fieldwork.standing import standings
from tests.factories.accounts import make_account
from tests.factories.fieldwork import make_cases, make_interviewer


@pytest.fixture
def account(session, province):
    made = make_account(session, province).id
    session.commit()
    return made


def loads(session, campaign) -> dict[str, int]:
    found = lines(standings(session, campaign.id), lambda one: one.interviewer_id or "")
    return {line.key: line.cases for line in found}


def test_villages_are_dealt_whole_and_evenly(
    app, session, client, campaign, draw, commune, account
):
    for village, n in enumerate((6, 5, 4, 3)):
        make_cases(session, draw, commune, n, village=f"Thôn {village}")
    two = [make_interviewer(app, session, client, campaign, name).id for name in ("A", "B")]
    with app.app_context():
        assert assign_evenly(session, campaign, account) == Assigned(18, 0)
        assert assign_evenly(session, campaign, account) == Assigned(0, 0)
    # 6 | 5, then 4 to the five (9), then 3 to the six (9).
    assert loads(session, campaign) == dict.fromkeys(two, 9)


def test_with_nobody_to_visit_nothing_is_dealt(app, session, campaign, cases, account):
    with app.app_context():
        assert assign_evenly(session, campaign, account) == Assigned(0, 0)


def test_whoever_began_a_case_keeps_it_unless_by_hand(
    app, session, client, campaign, tablet, cases, commune, account
):
    tablet.visit(cases[0].id, "non_contact")
    tablet.sync()
    other = make_interviewer(app, session, client, campaign, "Bưởi").id
    session.rollback()
    village = f"{commune.id} Thôn 1"
    with app.app_context():
        assert assign(session, campaign, [village], other, account) == Assigned(5, 1)
        assert loads(session, campaign) == {other: 5, tablet.id: 1}
        by_hand = assign_by_hand(session, campaign, {cases[0].id}, other, account)
    assert by_hand == Assigned(1, 0)
    assert loads(session, campaign) == {other: 6}


def test_a_village_that_is_not_there_gives_nothing(app, session, campaign, tablet, account):
    with app.app_context():
        assert assign(session, campaign, ["0 x", ""], tablet.id, account) == Assigned(0, 0)
