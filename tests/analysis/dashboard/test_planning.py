"""Plans, against oracle 08 and the figures of STATISTICS §1.8."""

from analysis.dashboard.planning import Plan, falls, margins, verdicts
from analysis.stats.power import enough_answers


def test_margins_are_those_of_practools():
    # Oracle 08: p = 0.5, N = 1,000 → 278 at 5 points; Slovin 286.
    plan = {each.margin: each for each in margins(Plan(0.5, 1_000))}

    assert plan[0.1].answers == 88
    assert plan[0.1].slovin == 91
    assert plan[0.03].answers == 517


def test_design_and_response_ask_more_people():
    plan = {each.margin: each for each in margins(Plan(0.5, None, 3.0, 0.7))}

    assert plan[0.03].to_ask == 4_574
    assert plan[0.03].slovin is None


def test_more_people_than_there_are_is_said():
    assert not margins(Plan(0.5, 100, 1.0, 0.5))[0].is_enough
    assert margins(Plan(0.5, 100, 1.0, 1.0))[0].is_enough


def test_falls_and_verdicts_are_those_of_the_tables():
    assert dict(falls(Plan(0.95)))[0.05] == 435
    told = {each.truth: each for each in verdicts(Plan())[0.95]}
    assert (told[0.97].answers, told[0.97].to_ask) == (851, 851)
    assert told[0.85].answers == 75


def test_a_verdict_costs_what_the_design_and_those_who_stay_silent_cost():
    # 851 · 3 = 2,553; 2,553 / 0.7 = 3,647.14
    told = {each.truth: each for each in verdicts(Plan(0.9, None, 3.0, 0.7))[0.95]}
    assert (told[0.97].answers, told[0.97].to_ask) == (2_553, 3_648)


def test_surveys_now_and_then_are_planned_for_their_own_target():
    told = {each.truth: each.answers for each in verdicts(Plan())[0.85]}
    assert told[0.88] == enough_answers(0.88, 0.85)
    assert told[0.75] < told[0.8] < told[0.83]


def test_a_fall_below_nothing_is_left_out():
    assert [fall for fall, _ in falls(Plan(0.04))] == [0.02, 0.03]
