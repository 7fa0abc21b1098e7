"""Plans, against oracle 08 and the figures of STATISTICS §1.8."""

from analysis.dashboard.planning import Plan, falls, margins, verdicts


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
    assert dict(verdicts(0.95))[0.97] == 851
    assert dict(verdicts(0.95))[0.85] == 75


def test_a_fall_below_nothing_is_left_out():
    assert [fall for fall, _ in falls(Plan(0.04))] == [0.02, 0.03]
