"""What is left of a closed campaign's fieldwork: rates and call-backs, nobody's name."""

import pytest
from sqlalchemy import text

from analysis.samples.fieldwork import fieldwork_of, response_rates
from survey.fieldwork.models import CallbackCount
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune

ENDS = ["complete"] * 6 + ["refusal"] * 2 + ["non_contact"] + ["unknown_household"]


@pytest.fixture
def campaign(session):
    commune = make_commune(session)
    made = make_campaign(session, commune, kind="field")
    moment = "'2026-11-20 02:30:00'"
    for statement in (
        "INSERT INTO frames (id, code, name, unit_id, source, rows, digest, imported_at) "
        f"VALUES (1, 'K', 'Khung', {commune.id}, 'k.csv', 9, '{'0' * 64}', {moment})",
        "INSERT INTO draws (id, campaign_id, frame_id, number, design, seed, reason, drawn_at, "
        f"digest, cases) VALUES (1, {made.id}, 1, 1, '{{}}', 's', '', {moment}, '{'0' * 64}', 9)",
        *(
            "INSERT INTO cases (id, campaign_id, draw_id, code, unit_id, stratum, psu, weight, "
            f"labels, place, number) VALUES ({at}, {made.id}, 1, 'C{at}', {commune.id}, 'P', "
            f"'X', '{1 + at % 2}', '{{}}', 'main', {at})"
            for at in range(1, len(ENDS) + 1)
        ),
        *(
            f"INSERT INTO case_outcomes (case_id, disposition) VALUES ({at}, '{end}')"
            for at, end in enumerate(ENDS, start=1)
        ),
    ):
        session.execute(text(statement))
    return made


def test_response_rates_are_of_cases_and_of_their_weights(session, campaign):
    found = response_rates(fieldwork_of(session, campaign.id))
    # Ten cases, six complete. Weights 2, 1, 2, 1 …: complete 9, all 15; without the unknown 14.
    assert found["RR1"] == pytest.approx((6 / 10, 9 / 15))
    assert found["RR5"] == pytest.approx((6 / 9, 9 / 14))


def test_disagreement_has_its_exact_interval(session, campaign):
    key = {"campaign_id": campaign.id, "question": "overall"}
    session.add(CallbackCount(**key, n=20, agreed=17))
    session.flush()
    (recall,) = fieldwork_of(session, campaign.id).recalls
    assert (recall.n, recall.disagreed) == (20, 3)
    # R: binom.test(3, 20)$conf.int
    assert (recall.interval.low, recall.interval.high) == pytest.approx(
        (0.03207094, 0.37892683), abs=1e-7
    )


def test_where_nobody_was_visited_nothing_is_said(session):
    made = make_campaign(session, make_commune(session), kind="field")
    assert response_rates(fieldwork_of(session, made.id)) == {}
