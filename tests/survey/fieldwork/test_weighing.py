"""What a case brings into the ledger, and what a batch of nobody weighs."""

from survey.fieldwork.before import before
from survey.fieldwork.config import config_of
from survey.fieldwork.finding import has_fieldwork
from survey.fieldwork.interviewer_models import Interviewer
from survey.fieldwork.numbering import ranges_of
from survey.fieldwork.weighing import design_of
from survey.offline.batches import Sealed
from survey.offline.numbers import Range
from survey.responses.design import Design
from tests.factories.campaigns import make_campaign


def test_a_design_names_clusters_and_no_household(cases):
    cases[0].labels = '{"sex":"F"}'
    design = design_of(cases[0])
    assert design == Design(
        weight="12.5",
        stratum="Nông thôn",
        psu=cases[0].psu,
        second="Thôn 1",
        fpc=40,
        second_fpc=9,
        labels={"sex": "F"},
    )
    assert cases[0].code not in design.written()


def test_numbers_and_receipts_are_remembered(session, tablet, cases):
    entry = tablet.visit(cases[0].id)
    tablet.number += 3
    noted = tablet.visit(cases[1].id, "refusal")
    receipts = tablet.sync().receipts
    session.rollback()
    assert ranges_of(session, tablet.id) == (Range(1, 1), Range(5, 5))
    sealed = [Sealed(each, 1, "", "", None, "{}") for each in (entry, noted)]
    known = before(session, session.get_one(Interviewer, tablet.id), sealed)
    assert known.kept == {entry: receipts[entry], noted: None}


def test_a_draft_shows_cases_and_asks_nothing(app, session, tablet, campaign, clock):
    from datetime import timedelta

    clock.advance(timedelta(days=90))
    with app.test_request_context():
        config = config_of(session, session.get_one(Interviewer, tablet.id))
    assert (config["asked"], len(config["cases"])) == (None, 6)


def test_only_a_field_sample_has_fieldwork(session, province, campaign):
    assert has_fieldwork(campaign)
    assert not has_fieldwork(make_campaign(session, province))
