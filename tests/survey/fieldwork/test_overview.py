"""What a supervisor sees at a glance: rates, people, villages."""

from survey.fieldwork.overview import overview
from survey.fieldwork.progress import lines, rates
from survey.fieldwork.standing import standings
from tests.factories.fieldwork import make_cases


def test_rates_are_of_the_main_cases_and_the_visited_reserve(
    session, tablet, campaign, cases, draw, commune
):
    reserve = make_cases(session, draw, commune, 2, place="reserve", weight="50")
    session.commit()
    tablet.visit(cases[0].id)
    tablet.visit(reserve[0].id)
    tablet.sync()
    session.rollback()
    found = rates(session, campaign)
    # Seven cases; two interviewed. By weight 12.5 + 50 of 6 · 12.5 + 50 = 125.
    assert (found.unweighted.n, found.unweighted.response["RR1"]) == (7, 2 / 7)
    assert found.weighted.response["RR1"] == 0.5


def test_interviewers_and_villages_have_their_lines(session, tablet, campaign, cases):
    for case, took in zip(cases, (100, 600, 700, 800), strict=False):
        tablet.visit(case.id, took=took * 1000)
    tablet.visit(cases[4].id, "refusal")
    tablet.number += 2  # two letters that never came
    tablet.visit(cases[5].id, "non_contact")
    tablet.sync()
    session.rollback()
    seen = overview(session, campaign)
    person = seen.people[0]
    assert (person.minutes, person.fast, person.missing) == (650 / 60, 1, 2)
    line = person.line
    assert (line.cases, line.over, line.interviews, line.refusals) == (6, 5, 4, 1)
    assert [(one.name, one.whose) for one in seen.villages] == [("Thôn 1", "Hoa")]
    assert (seen.waiting, seen.unassigned, seen.cases) == (4, 0, 6)
    assert lines(standings(session, campaign.id), lambda _one: "all")[0].visits == 6
