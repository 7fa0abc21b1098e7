"""More of a campaign's life from the command line."""

import csv
import io
import json

import pytest

from survey.campaigns import afterwards, plans
from survey.campaigns.models import Campaign
from tests.factories.places import make_commune, make_province
from tests.survey.campaigns.test_cli import OPEN, run


@pytest.fixture
def opened(app, session):
    province = make_province(session, code="52")
    make_commune(session, province, "Xã Chư Sê", code="23944")
    assert run(app, session, *OPEN).exit_code == 0
    return session.query(Campaign).one()


def test_campaigns_are_listed_in_three_forms(app, session, opened):
    table = run(app, session, "survey", "campaigns").output
    assert "TX-1" in table
    assert "running" in table
    (told,) = json.loads(run(app, session, "survey", "campaigns", "--format", "json").output)
    assert (told["code"], told["kind"], told["units"]) == ("TX-1", "routine", ["52"])
    assert (told["fewest"], told["planned"]) == (30, 0)
    text = run(app, session, "survey", "campaigns", "--format", "csv").output
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["code"], row["starts_on"], row["state"]) == ("TX-1", "2026-11-01", "running")


def test_without_any_campaign_the_list_says_so(app, session):
    assert "Chưa có đợt khảo sát nào" in run(app, session, "survey", "campaigns").output
    assert run(app, session, "survey", "campaigns", "--format", "json").output.strip() == "[]"


def test_a_copy_is_a_draft_for_next_year(app, session, opened):
    told = run(app, session, "survey", "copy-campaign", "TX-1")
    assert (told.exit_code, "TX-52-202711" in told.output) == (0, True)
    copy = session.query(Campaign).filter_by(code="TX-52-202711").one()
    assert (str(copy.starts_on), str(copy.ends_on)) == ("2027-11-01", "2027-12-31")
    assert copy.opened_at is None


def test_what_is_said_afterwards_waits_for_the_closing(app, session, opened):
    publish = ["survey", "publish-campaign", "TX-1", "Báo cáo số 12/BC-UBND"]
    annotate = ["survey", "annotate", "TX-1", "Mất điện một ngày"]
    for words in (publish, annotate):
        refused = run(app, session, *words)
        assert (refused.exit_code, "chưa đóng" in refused.output) == (1, True)
    run(app, session, "survey", "close-campaign", "TX-1")
    for words in (publish, annotate):
        assert run(app, session, *words).exit_code == 0
    assert run(app, session, *publish).exit_code == 1
    assert afterwards.publication_of(session, opened.id).words == "Báo cáo số 12/BC-UBND"
    assert [said.words for said in afterwards.notes_on(session, opened.id)] == ["Mất điện một ngày"]
    assert "published" in run(app, session, "survey", "campaigns").output


@pytest.mark.parametrize("words", ["", "  ", "a\x07b", "a" * 2001])
def test_words_that_cannot_be_kept_are_refused(app, session, opened, words):
    run(app, session, "survey", "close-campaign", "TX-1")
    for command in ("publish-campaign", "annotate"):
        refused = run(app, session, "survey", command, "TX-1", words)
        assert (refused.exit_code, "2.000 ký tự" in refused.output) == (1, True)


def test_a_plan_is_taken_whole_or_not_at_all(app, session, opened, tmp_path):
    sheet = tmp_path / "plan.csv"
    sheet.write_text("Mã đơn vị;Số phiếu\n23944;1.200\n99999;5\n", encoding="utf-8")
    refused = run(app, session, "survey", "plan-campaign", "TX-1", str(sheet))
    assert refused.exit_code == 1
    assert "Dòng 3: đợt này không hỏi ở đơn vị nào mang mã “99999”" in refused.output
    assert plans.plans_of(session, opened.id) == {}

    sheet.write_text("Mã đơn vị;Số phiếu\n23944;1.200\n52;5000\n", encoding="utf-8")
    assert run(app, session, "survey", "plan-campaign", "TX-1", str(sheet)).exit_code == 0
    assert sorted(plans.plans_of(session, opened.id).values()) == [1200, 5000]


@pytest.mark.parametrize("command", ["copy-campaign", "close-campaign"])
def test_an_unknown_code_is_told(app, session, command):
    assert "Không có đợt khảo sát" in run(app, session, "survey", command, "XX").output
