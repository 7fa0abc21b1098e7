"""Rates and interviewers from the command line."""

import pytest

from tests.survey.fieldwork.test_intake import close


@pytest.fixture
def run(app, session):
    def ran(*arguments: str):
        session.commit()
        return app.test_cli_runner().invoke(args=["survey", *arguments])

    return ran


def test_rates_are_told_before_the_closing_and_stay_the_same_after_it(
    app, run, session, tablet, cases, campaign
):
    tablet.visit(cases[0].id)
    tablet.visit(cases[1].id, "refusal")
    tablet.sync()
    told = run("fieldwork", campaign.code).output
    # One of six interviewed: RR1 = 1/6; of the two that are known RR5 = 1/2; e = 1, RR3 = 1/6.
    assert "RR1         0.1667    0.1667" in told
    assert "RR5         0.5000    0.5000" in told
    assert "complete 1, refusal 1" in told
    close(app, session, campaign)
    assert run("fieldwork", campaign.code).output == told


def test_interviewers_are_listed(run, tablet, campaign):
    told = run("interviewers", campaign.code).output
    assert tablet.id in told
    assert "Hoa" in told


def test_a_code_and_a_pin_are_made(run, cases, campaign):
    told = run("enrol-interviewer", campaign.code).output
    assert "/interview/#e=" in told


@pytest.mark.parametrize("command", ["fieldwork", "interviewers", "enrol-interviewer"])
def test_a_campaign_that_visits_nobody_is_said(run, session, command):
    result = run(command, "KHONG-CO")
    assert result.exit_code == 1
    assert "Không có đợt khảo sát thực địa nào" in result.output
