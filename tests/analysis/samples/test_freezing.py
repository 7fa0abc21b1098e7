"""The weighted share of an imported campaign is the one that R computed on the same rows."""

import pytest
from sqlalchemy import select

from analysis.samples.freezing import result_of
from analysis.samples.models import WeightedResult
from analysis.samples.results import Weighted
from survey.responses.models import Response
from survey.responses.rulings import rule
from tests.analysis.samples import sipas
from tests.factories.accounts import make_account
from tests.oracle.survey import expected, results

SATISFIED = "svymean satisfied"


def test_an_imported_survey_comes_to_what_r_computed_on_its_rows(app, session, clock):
    campaign, _province = sipas.imported(app, session)
    sipas.with_margins(app, session, campaign)
    sipas.closed(app, session, campaign)
    with app.app_context():
        found = result_of(session, campaign, clock())
    as_drawn(found)
    as_raked(found)
    by_age(found)


def as_drawn(found: Weighted) -> None:
    by_r, figure = results("sipas_wr", SATISFIED), found.line.drawn
    assert figure.estimate == pytest.approx(by_r["estimate"], rel=1e-9)
    assert figure.standard_error == pytest.approx(by_r["se"], rel=1e-8)
    assert figure.degrees_of_freedom == by_r["df"]
    assert figure.design_effect == pytest.approx(by_r["deff"], rel=1e-6)
    kish = expected("03_survey_design")["sipas_unweighted"]["kish_deff_weights"]
    assert found.kish == pytest.approx(kish, rel=1e-9)


def as_raked(found: Weighted) -> None:
    by_r, figure = expected("04_calibration")["sipas_rake"], found.line.raked
    assert figure.estimate == pytest.approx(by_r["after"]["mean"], rel=1e-6)
    assert figure.standard_error == pytest.approx(by_r["after"]["se"], rel=1e-6)
    assert found.g_lowest == pytest.approx(by_r["g_min"], rel=1e-6)
    assert found.g_highest == pytest.approx(by_r["g_max"], rel=1e-6)
    assert found.kish_after == pytest.approx(by_r["kish_deff_after"], rel=1e-6)


def by_age(found: Weighted) -> None:
    for when, kind in (("before", "drawn"), ("after", "raked")):
        by_r = expected("04_calibration")["sipas_rake"][when]["by_age"]
        lines = {line.name: getattr(line, kind) for line in found.parts["label:age"]}
        assert list(lines) == by_r["level"]
        assert [each.estimate for each in lines.values()] == pytest.approx(
            by_r["estimate"], rel=1e-6
        )
        assert [each.standard_error for each in lines.values()] == pytest.approx(
            by_r["se"], rel=1e-6
        )


def test_the_closing_itself_writes_it_and_nothing_changes_it(app, session, clock):
    campaign, _province = sipas.imported(app, session, lines=slice(0, 400))
    assert session.scalars(select(WeightedResult.campaign_id)).all() == []
    sipas.closed(app, session, campaign)
    assert session.scalars(select(WeightedResult.campaign_id)).all() == [campaign.id]
    with app.app_context():
        before = result_of(session, campaign, clock())
        ids = session.scalars(select(Response.id)).all()
        rule(session.connection(), ids, counts=False, cause="sent_back", at=clock())
        session.commit()
        assert result_of(session, campaign, clock()) == before
    assert before.n == 400


def test_what_was_sent_back_weighs_nothing_and_is_told(app, session, clock):
    campaign, province = sipas.imported(app, session, lines=slice(0, 800))
    rows = session.execute(select(Response.id).order_by(Response.position)).scalars().all()
    somebody = make_account(session, province)
    session.flush()
    told = {"cause": "sent_back", "at": clock(), "account_id": somebody.id}
    rule(session.connection(), rows[:100], counts=False, **told)
    session.commit()
    sipas.closed(app, session, campaign)
    with app.app_context():
        found = result_of(session, campaign, clock())
    assert (found.n, dict(found.aside)) == (700, {"out": 100})
