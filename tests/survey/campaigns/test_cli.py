import pytest
from flask_babel import lazy_gettext
from sqlalchemy import select

from survey.campaigns import turning
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


def test_a_draft_is_kept_and_opened_later_by_its_code(app, session):
    make_province(session, code="52")
    assert "bản nháp" in run(app, session, *OPEN, "--draft", "--fewest", "50").output
    campaign = session.scalars(select(Campaign)).one()
    assert (campaign.opened_at, campaign.needed) == (None, 50)

    assert run(app, session, "survey", "open-campaign", "TX-1").exit_code == 0
    session.refresh(campaign)
    assert campaign.opened_at is not None
    again = run(app, session, "survey", "open-campaign", "TX-1")
    assert (again.exit_code, "đã được mở" in again.output) == (1, True)


@pytest.mark.parametrize("kind", ["routine", "ad_hoc", "field", "invited"])
def test_every_kind_is_drafted(app, session, kind):
    make_province(session, code="52")
    assert run(app, session, *OPEN, "--kind", kind, "--draft").exit_code == 0
    assert session.scalars(select(Campaign.kind)).one() == kind


def test_what_rooms_above_object_to_is_said_and_nothing_is_kept(app, session):
    make_province(session, code="52")
    turning.before_opening(app, lambda _session, _campaign: lazy_gettext("Chưa chọn mẫu lần nào."))
    answer = run(app, session, *OPEN)
    assert answer.exit_code == 1
    assert "Chưa chọn mẫu lần nào." in answer.output
    assert session.scalars(select(Campaign)).all() == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (("--kind", "invited", "--to", "2027-11-01"), "dài nhất 183 ngày"),
        (("--fewest", "4"), "không được dưới 5"),
        (("--fewest", "1,5"), "số nguyên"),
        (("--name", " "), "Xin đặt tên"),
        (("--name", "a\x00b"), "không đọc được"),
    ],
)
def test_what_no_campaign_of_its_kind_may_be_is_said(app, session, wrong, words):
    make_province(session, code="52")
    answer = run(app, session, *OPEN, *wrong)
    assert (answer.exit_code != 0, words in answer.output) == (True, True), answer.output
    assert session.scalars(select(Campaign)).all() == []


@pytest.mark.parametrize("code", ["a/b", "new", "Đợt 1", "a" * 41])
def test_a_code_that_cannot_stand_in_an_address_is_refused(app, session, code):
    make_province(session, code="52")
    answer = run(app, session, "survey", "open-campaign", code, *OPEN[3:])
    assert (answer.exit_code, "Mã đợt gồm" in answer.output) == (1, True)
