"""Households of a sample that answered on paper weigh what they were drawn with."""

import pytest
from sqlalchemy import select

from analysis.samples.freezing import result_of
from survey.paper.batches import Order, deal_to_cases
from survey.paper.models import Form
from tests.analysis.samples import sipas
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.fieldwork import make_cases, make_draw
from tests.factories.places import make_commune

WEIGHTS = ("4", "12.5", "31.2")


@pytest.fixture
def forms(app, session):
    """Four households in each of three villages, a village a weight, with a form each."""
    commune = make_commune(session)
    campaign = make_campaign(session, commune, kind="field", code="DT-1")
    draw = make_draw(session, campaign, commune)
    apart = {"fpc": None, "second_fpc": None, "second": None}
    for village, weight in enumerate(WEIGHTS):
        make_cases(session, draw, commune, 4, psu=f"T{village}", weight=weight, **apart)
    with app.app_context():
        deal_to_cases(session, Order(campaign, commune, "vi"))
        session.commit()
    found = session.execute(select(Form.code, Form.case_id).order_by(Form.case_id)).all()
    return campaign, commune, [code for code, _case in found]


def test_forms_of_cases_typed_twice_are_weighted_as_drawn(app, session, client, clock, forms):
    campaign, commune, codes = forms
    steps = (5, 4, 5, 1, 2, 5, 4, 4, 3, 1, 5, 4)
    for _each in range(2):
        sign_in(client, make_account(session, commune, "typist"))
        for code, step in zip(codes, steps, strict=True):
            sent = {"_day": "18/11/2026", "overall": str(step)}
            assert client.post(f"/manage/paper/forms/{code}", data=sent).status_code == 302
    sipas.closed(app, session, campaign)
    with app.app_context():
        found = result_of(session, campaign, clock())
    weights = [float(weight) for weight in WEIGHTS for _household in range(4)]
    happy = sum(weight for weight, step in zip(weights, steps, strict=True) if step >= 4)
    # (3·4 + 3·12.5 + 2·31.2) / 4·(4 + 12.5 + 31.2)
    assert happy / sum(weights) == pytest.approx(111.9 / 190.8)
    assert (found.n, found.unweighted) == (12, 0)
    assert found.line.drawn.estimate == pytest.approx(happy / sum(weights), rel=1e-12)
