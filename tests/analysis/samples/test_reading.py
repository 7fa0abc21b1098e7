"""A sample as the ledger has it: each answer with its design, and how it stands."""

from uuid import uuid4

import numpy as np
import pytest

from analysis.samples.estimating import estimated
from analysis.samples.reading import gathered
from survey.responses.ballot import Ballot
from survey.responses.design import Design
from survey.responses.store import keep
from tests.analysis.ledgers import DAY, open_campaign, rule
from tests.factories.accounts import make_account
from tests.factories.places import make_commune

JUDGED = {"overall": {4, 5}, "cs1.p1": {4, 5}}


@pytest.fixture
def field(ledger):
    commune = make_commune(ledger)
    return commune, open_campaign(ledger, commune, kind="field")


def put(session, field, answers, design=None, flags=()) -> str:
    commune, campaign = field
    identity = uuid4().hex
    keep(
        session.connection(),
        [
            Ballot(
                **{"id": identity, "campaign_id": campaign.id, "unit_id": commune.id},
                **{"counter_id": None, "questionnaire": "dossier", "version": 1},
                **{"language": "vi", "channel": "interview", "day": DAY, "minute": None},
                **{"answers": answers, "flags": frozenset(flags), "design": design},
            )
        ],
    )
    session.commit()
    return identity


def test_answers_become_ones_noughts_and_gaps(ledger, field):
    design = Design(weight="12.5", stratum="P1", psu="C1", labels={"sex": "F"})
    put(ledger, field, {"overall": 5, "cs1": {"p1": 2}}, design)
    put(ledger, field, {"overall": 3}, Design(weight="2"))
    found = gathered(ledger, field[1], JUDGED)
    assert found.weights.tolist() == [12.5, 2.0]
    assert found.values["overall"].tolist() == [1.0, 0.0]
    assert found.values["cs1.p1"][0] == 0
    assert np.isnan(found.values["cs1.p1"][1])
    assert (found.strata, found.labels["sex"].tolist()) == (["P1", ""], ["F", ""])
    assert len(set(found.psus)) == 2
    assert found.fpc is None


def test_what_waits_is_out_until_somebody_says_otherwise(ledger, field):
    design = Design(weight="1")
    put(ledger, field, {"overall": 5}, design)
    held = put(ledger, field, {"overall": 4}, design, ["held"])
    put(ledger, field, {"overall": 1}, design, ["late"])
    found = gathered(ledger, field[1], JUDGED)
    assert found.counts.tolist() == [True, False, False]
    assert found.aside == {"waiting": 1, "late": 1}
    assert gathered(ledger, field[1], JUDGED, with_waiting=True).counts.tolist() == [
        True,
        True,
        False,
    ]
    somebody = make_account(ledger, field[0])
    ledger.commit()
    rule(ledger, [held], counts=True, by=somebody.id)
    assert gathered(ledger, field[1], JUDGED).counts.tolist() == [True, True, False]
    rule(ledger, [held], counts=False, by=somebody.id)
    assert gathered(ledger, field[1], JUDGED).aside == {"out": 1, "late": 1}


def test_what_has_no_weight_is_counted_apart(ledger, field):
    put(ledger, field, {"overall": 5}, Design(weight="1"))
    put(ledger, field, {"overall": 5})
    found = gathered(ledger, field[1], JUDGED)
    assert (len(found), found.unweighted) == (1, 1)


def test_who_was_drawn_in_a_cluster_is_a_unit_and_once(ledger, field):
    design = Design(weight="2", stratum="P1", psu="C1", fpc=9, second_fpc=2)
    put(ledger, field, {"overall": 5}, design)
    put(ledger, field, {"overall": 4}, design)
    put(ledger, field, {"overall": 1}, design, ["late"])
    found = gathered(ledger, field[1], JUDGED)
    assert len(set(found.second)) == 2  # as many as the cluster has
    assert len({row for row, counts in zip(found.second, found.counts, strict=True) if counts}) == 2


def test_people_below_a_certain_unit_leave_the_others_their_clusters(ledger, field):
    # A: three of ten drawn straight. B: two of four villages, and two of five in each.
    certain = Design(weight="3", stratum="A", fpc=10)
    drawn = [Design(weight="5", stratum="B", psu=psu, fpc=4, second_fpc=5) for psu in "xy"]
    told = [(certain, 5), (certain, 5), (certain, 1)]
    told += [(drawn[0], 5), (drawn[0], 1), (drawn[1], 5), (drawn[1], 4)]
    for design, step in told:
        put(ledger, field, {"overall": step}, design)
    share = (3 + 3 + 5 + 5 + 5) / 29
    yes, no = (1 - share) / 29, -share / 29
    straight = 0.7 * 3 * np.var([3 * yes, 3 * yes, 3 * no], ddof=1)
    between = 0.5 * 2 * np.var([5 * yes + 5 * no, 10 * yes], ddof=1)
    within = 0.5 * (0.6 * 2 * np.var([5 * yes, 5 * no], ddof=1))
    found = estimated(gathered(ledger, field[1], JUDGED)).shares["overall"].drawn
    assert found.estimate == pytest.approx(share, rel=1e-12)
    assert found.standard_error**2 == pytest.approx(straight + between + within, rel=1e-9)
