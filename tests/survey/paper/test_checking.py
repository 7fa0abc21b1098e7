"""The counts of errors are those of a hand that goes through the typings."""

import pytest

from survey.paper.checking import error_counts
from survey.paper.comparing import DAY, VOID, Typed
from survey.paper.errors import Share
from survey.paper.overview import Stage, forms_at, standings
from survey.paper.settling import Stands, dispute_of, result_of, settle
from survey.paper.subjects import subject_of
from survey.paper.typing import Typist, take
from survey.paper.typists import named, worst
from tests.factories.paper import make_forms, subject, typed


@pytest.fixture
def forms(context, session, campaign, commune, people):
    """Six forms: equal; one apart and settled; one apart and waiting; void; half void; once."""
    made = make_forms(session, campaign, commune, 6)
    an, binh, chi = people
    full = {"overall": "1", "came": "yes", "comment": "Nhanh"}
    pairs = [
        (typed(full), typed(full)),
        (typed(full), typed({**full, "overall": "2", "comment": "Chậm"})),
        (typed({"overall": "1"}), typed({"overall": "2"})),
        (Typed(is_void=True), Typed(is_void=True)),
        (typed(full), Typed(is_void=True)),
    ]
    for code, pair in zip(made, pairs, strict=False):
        for person, said in zip((an, binh), pair, strict=True):
            take(session, subject(session, code), said, Typist(person.id))
    take(session, subject(session, made[5]), typed(), Typist(an.id))
    dispute = dispute_of(session, subject(session, made[1]))
    chosen = {"overall": Stands.SECOND, "comment": Stands.FIRST}
    settle(session, dispute, chosen, result_of(dispute, chosen, Typed()), chi.id)
    session.commit()
    return made


def test_the_counts_are_those_of_a_hand(forms, session, campaign, people):
    found = error_counts(session, campaign.id)
    an, binh, _chi = (each.id for each in people)
    # Fields: 4 (day, overall, came, comment) + 4 + 2 (day, overall) + 0 + 1 (void or not).
    assert (found.forms, found.overall) == (5, Share(4, 11))
    assert found.by_question == {
        DAY: Share(0, 3),
        "overall": Share(2, 3),
        "came": Share(0, 2),
        "comment": Share(1, 2),
        VOID: Share(1, 1),
    }
    # An was wrong in "overall", Bình in "comment"; two forms nobody has settled are left out.
    assert found.by_typist == {an: Share(1, 8), binh: Share(1, 8)}
    assert named(session, found) == [("An", Share(1, 8)), ("Bình", Share(1, 8))]
    names = [name for name, _share in worst(campaign, found, lambda _asked, code: code)]
    assert names == [VOID, "overall", "comment"]


def test_another_unit_has_no_part_in_them(forms, session, campaign, commune, neighbour):
    assert error_counts(session, campaign.id, {neighbour.id}).forms == 0
    assert error_counts(session, campaign.id, {commune.id}).forms == 5
    assert standings(session, {neighbour.id}) == []


def test_each_form_stands_in_one_stage(forms, session, campaign, commune, people):
    make_forms(session, campaign, commune, 3)
    (found,) = standings(session, {commune.id})
    assert found.counts == {
        Stage.PRINTED: 3,
        Stage.ONCE: 1,
        Stage.TO_SETTLE: 2,
        Stage.KEPT: 2,
        Stage.LATE: 0,
        Stage.VOID: 1,
    }
    assert (found.printed, found.typed_once, found.typed_twice) == (9, 6, 5)
    asked = (session, campaign.id, {commune.id}, Stage.TO_SETTLE)
    assert {row.code for row in forms_at(*asked)} == {forms[2], forms[4]}
    assert forms_at(*asked, not_by=people[0].id) == []
    assert len(forms_at(*asked, not_by=people[2].id)) == 2


def test_a_form_is_found_in_reach_alone(forms, session, commune, neighbour):
    assert subject_of(session, forms[0].lower(), {commune.id}).code == forms[0]
    assert subject_of(session, forms[0], {neighbour.id}) is None
    assert subject_of(session, "2345678E", None) is None
    assert subject_of(session, "' OR 1=1", None) is None
