from sqlalchemy import select

from survey.campaigns.models import Campaign
from tests.factories.places import make_province

OPEN = ["survey", "open-campaign", "TX-1", "--kind", "routine", "--unit", "52"]
OPEN += ["--from", "2026-11-01", "--to", "2026-12-31"]
OPEN += ["--name", "Khảo sát thường xuyên"]


def run(app, session, *words):
    session.commit()
    answer = app.test_cli_runner().invoke(args=list(words))
    session.rollback()
    return answer


def test_a_campaign_is_opened_and_closed_from_the_command_line(app, session):
    make_province(session, code="52")

    assert run(app, session, *OPEN).exit_code == 0
    campaign = session.scalars(select(Campaign)).one()
    assert (campaign.code, campaign.kind, campaign.closed_at) == ("TX-1", "routine", None)
    assert run(app, session, "survey", "close-campaign", "TX-1").exit_code == 0
    session.refresh(campaign)
    assert campaign.closed_at is not None


def test_a_second_closing_and_an_unknown_code_are_refused_in_words(app, session):
    make_province(session, code="52")
    run(app, session, *OPEN)
    run(app, session, "survey", "close-campaign", "TX-1")

    again = run(app, session, "survey", "close-campaign", "TX-1")
    unknown = run(app, session, "survey", "close-campaign", "XX")

    assert (again.exit_code, unknown.exit_code) == (1, 1)
    assert "không ở trạng thái đang mở" in again.output
    assert "Không có đợt khảo sát XX" in unknown.output


def test_an_unknown_unit_a_taken_code_and_a_backward_period_leave_nothing_behind(app, session):
    make_province(session, code="52")
    assert "Không có đơn vị" in run(app, session, *OPEN, "--unit", "99").output
    assert "Ngày cuối" in run(app, session, *OPEN, "--to", "2026-10-01").output
    assert "Không có phiếu" in run(app, session, *OPEN, "--questionnaire", "x").output
    assert session.scalars(select(Campaign)).all() == []
    run(app, session, *OPEN)
    assert "đã dùng" in run(app, session, *OPEN).output
