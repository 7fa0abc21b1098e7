from datetime import timedelta

import pytest

from analysis.dashboard.standing import place_of, standing
from analysis.stats.proportions import Verdict
from analysis.targets.models import Target
from tests.analysis.ledgers import MOMENT, close, open_campaign
from tests.factories.places import make_commune, make_province


@pytest.fixture
def at(session):
    def look(unit, campaign, moment=MOMENT):
        session.commit()
        return standing(session, place_of(session, unit, campaign, moment), moment)

    return look


def test_a_province_pools_counts_and_averages_nothing(session, land, give, at):
    # STATISTICS.md §2.5: the mean of 92.0 % and 50.0 % is 71 %; of 260 people 235 are satisfied.
    give(land.campaign, land.ia_le, 230, 250)
    give(land.campaign, land.an_nhon, 5, 10)

    found = at(land.province, land.campaign)

    assert (found.judgement.n, found.judgement.satisfied) == (260, 235)
    assert found.judgement.share == 235 / 260
    assert {line.name: (line.judgement.satisfied, line.judgement.n) for line in found.lines} == {
        "Xã Ia Le": (230, 250),
        "Phường An Nhơn": (5, 10),
    }


def test_who_has_no_answer_yet_has_a_line_and_a_target(session, land, at):
    found = at(land.province, land.campaign)

    assert found.judgement.n == 0
    assert found.promise.basis_points == 9500
    assert [(line.judgement.n, line.judgement.target) for line in found.lines] == [(0, 0.95)] * 2


def test_a_campaign_in_one_commune_lists_that_commune_only(session, land, at):
    ad_hoc = open_campaign(session, land.ia_le, code="DX", kind="ad_hoc")
    assert [line.name for line in at(land.province, ad_hoc).lines] == ["Xã Ia Le"]


def test_a_commune_that_ended_is_listed_for_as_long_as_it_has_answers(session, land, give, at):
    ended = make_commune(session, land.province, "Xã Cũ")
    ended.valid_to = MOMENT.date() - timedelta(days=30)
    assert "Xã Cũ" not in [line.name for line in at(land.province, land.campaign).lines]

    give(land.campaign, ended, 8, 8)

    found = at(land.province, land.campaign)
    assert "Xã Cũ" in [line.name for line in found.lines]
    assert sum(line.judgement.n for line in found.lines) == found.judgement.n


def test_a_unit_of_before_is_seen_with_what_stood_below_it(session, at):
    last = MOMENT.date() - timedelta(days=200)
    old = make_province(session, "Tỉnh Bình Định", valid_to=last)
    make_commune(session, old, "Xã Nhơn Phú")
    found = at(old, open_campaign(session, old))
    assert [line.name for line in found.lines] == ["Xã Nhơn Phú"]


def test_a_closed_campaign_keeps_its_numbers_and_its_letter(session, land, give, at):
    give(land.campaign, land.ia_le, 96, 100)
    close(session, land.campaign)
    at(land.province, land.campaign)
    session.commit()
    raised = Target(kind="routine", unit_id=land.ia_le.id, basis_points=9900, comparator=">")
    raised.valid_from, raised.source = MOMENT.date() - timedelta(days=9), "Nâng về trước"
    session.add(raised)

    own = at(land.ia_le, land.campaign, MOMENT + timedelta(days=90))

    assert (own.judgement.target, own.judgement.official) == (0.95, Verdict.MET)
    assert own.judgement.promise.source == ""  # today's letter is not the one it was held to
    assert "95 %" in at(land.province, land.campaign).judgement.promise.source


def test_what_could_not_be_counted_in_time_is_told(session, land, give, at, monkeypatch):
    monkeypatch.setattr("analysis.rollup.advance.SMALL_PIECE", 40)
    monkeypatch.setattr("analysis.dashboard.standing.BUDGET_SECONDS", 0)
    give(land.campaign, land.ia_le, 100, 100)

    found = at(land.province, land.campaign)

    assert (found.judgement.n, found.answers_left) == (40, 60)
    close(session, land.campaign)
    assert at(land.province, land.campaign).answers_left < 60
