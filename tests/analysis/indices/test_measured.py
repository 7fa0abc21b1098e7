from datetime import date

import pytest

from analysis.indices.definitions import shelf
from analysis.indices.measured import SHARE, campaigns_measured, measured
from analysis.indices.method import MixedMethods, Reason, compared
from forms import library
from tests.factories.campaigns import make_campaign
from tests.factories.dossiers import make_dossier

TODAY = date(2026, 11, 20)


def found(session, unit, campaign):
    return measured(session, shelf(), unit, campaign, TODAY)


def test_sipas_is_pooled_from_the_answers_of_a_field_survey(session, land, ask):
    rows = {f"p{k}": 4 for k in range(1, 10)}
    happy = {"cs1": rows, "dv1": {"i1": 5, "i2": 4, "i3": 3}, "dv2": 2}
    campaign = ask("sipas-2023", [happy] * 6)
    lines = {line.code: line for line in found(session, land.province, campaign).sipas.lines}
    # By hand: 9 of 9, 2 of 3 and 0 of 1 satisfied, six times.
    assert (lines[""].satisfied, lines[""].value.n) == (66, 78)
    assert lines[""].value.value == pytest.approx(100 * 66 / 78)
    assert lines["CS"].value.value == 100
    assert lines["DV1"].value.value == pytest.approx(200 / 3)
    assert lines["P3"].value.n == 6
    assert lines["DV3"].value.reason is Reason.NO_ANSWERS


def test_an_older_form_asked_again_is_still_what_it_was_made_for(session, land, ask):
    campaign = ask("sipas-2017", [{"access": {"c1": 5, "c2": 2}}] * 5)
    sipas = found(session, land.province, campaign).sipas
    assert sipas.definition.method.code == "sipas-2017"
    assert sipas.lines[0].value.value == 50


def test_a_routine_form_gives_points_and_the_silent_share_side_by_side(app, session, land, ask):
    answers = [{"overall": 5, "attitude": 5}] * 18 + [{"overall": 3}, {"overall": 1}]
    campaign = ask("dossier", answers)
    with app.app_context():
        for day in (25, 15):
            for _ in range(20):
                due, done = date(2026, 11, 20), date(2026, 11, day)
                make_dossier(
                    session, land.ia_le, received_on=date(2026, 11, 2), due_on=due, done_on=done
                )
        session.commit()
        told = measured(session, shelf(), land.province, campaign, date(2026, 12, 1))
    assert told.responses == 20
    first, *_more, attitude = [
        each for each in told.one_stop.score.indicators if each.share.value is not None
    ]
    assert (first.share.value, first.share.n, first.points) == (50, 40, 0)
    assert (attitude.part.name, attitude.points) == ("Thái độ của cán bộ, công chức", 2)
    dossiers = told.decision_766.satisfaction.ratios[2]
    # 40 done, 20 of them late, one complaint: it may be of a late one.
    assert (dossiers.low.value, dossiers.high.value) == pytest.approx((47.5, 50))
    assert told.decision_766.satisfaction.silent == 20
    assert (told.decision_766.answered.value, told.decision_766.answered.method) == (90, SHARE)
    with pytest.raises(MixedMethods):
        compared(dossiers.low, told.decision_766.answered)
    assert told.sipas is None
    assert told.local is None


def test_few_answers_are_not_told_through_the_dossiers(app, session, land, ask):
    campaign = ask("dossier", [{"overall": 1}] * 3)
    with app.app_context():
        for _ in range(9):
            done = {"received_on": date(2026, 11, 2), "done_on": date(2026, 11, 5)}
            make_dossier(session, land.ia_le, **done)
        session.commit()
        told = measured(session, shelf(), land.province, campaign, date(2026, 12, 1)).decision_766
    assert told.answered.reason is Reason.TOO_FEW
    assert told.satisfaction.ratios[2].low.value is None
    assert told.satisfaction.ratios[2].low.reason is Reason.TOO_FEW


def test_a_local_survey_is_scored_by_content(session, land, ask):
    campaign = ask("papi-local", [{"d7_1_serious": 4, "d7_2_air": 5, "d7_3_water": 1}] * 6)
    lines = {
        line.part.code: line.value for line in found(session, land.province, campaign).local.lines
    }
    assert lines["D7"].value == pytest.approx((10 + 10 + 1) / 3)
    assert lines["7.3"].value == pytest.approx(1 / 3)
    assert lines[""].value is None


def test_nothing_is_told_of_a_campaign_nobody_answered(session, land, ask):
    told = found(session, land.province, ask("dossier", []))
    assert told.one_stop.score.points.value is None
    assert told.decision_766.answered.reason is Reason.NO_ANSWERS


def test_only_opened_campaigns_that_measure_an_index_can_be_chosen(session, land, ask):
    ask("sipas-2023", [])
    make_campaign(session, land.province, is_open=False)
    make_campaign(session, land.province, questionnaire=library.newest("officials"))
    listed = campaigns_measured(session, shelf(), land.ia_le.id, TODAY)
    assert [each.questionnaire for each in listed] == ["sipas-2023"]
