"""The organiser sees how many answers are in, and before the closing never a share."""

import re

import pytest

from survey.access.permissions import RoleName
from survey.campaigns.kinds import Kind
from tests.analysis.samples import sipas
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.invitations import make_invited
from tests.factories.places import make_commune
from tests.factories.responses import make_responses
from tests.page import read

ADDRESS = "/manage/progress"


def test_a_running_sample_is_counted_and_no_share_is_told(app, session, client):
    campaign, province = sipas.imported(app, session, lines=slice(0, 300))
    sign_in(client, make_account(session, province, RoleName.SUPERVISOR))
    text = read(client.get(f"{ADDRESS}?campaign={campaign.code}")).text
    assert "300" in text
    assert "Số phiếu hiệu dụng" in text
    # Every percentage is one of the assumed truths around the target of 85 %.
    told = set(re.findall(r"([\d,]+)\s%", text.replace("\u00a0", " ")))
    assert told <= {"90", "88", "87", "85", "83", "82", "80"}


def test_a_running_routine_campaign_says_how_many_are_missing(session, client):
    commune = make_commune(session)
    campaign = make_campaign(session, commune)
    make_responses(session, campaign, commune, [{"overall": 5}] * 20)
    sign_in(client, make_account(session, commune))
    assert "cần thêm khoảng" in read(client.get(f"{ADDRESS}?campaign={campaign.code}")).text


def test_those_invited_are_told_by_group_and_not_by_day(session, client):
    commune = make_commune(session)
    campaign = make_campaign(session, commune, kind=Kind.INVITED)
    sign_in(client, make_account(session, commune))
    assert "Theo ngày" not in read(client.get(f"{ADDRESS}?campaign={campaign.code}")).text


def test_no_more_are_called_for_than_were_invited(app, session, client, tmp_path):
    commune = make_commune(session)
    campaign, _tokens = make_invited(session, commune, tmp_path, {"Sở": 40})
    sign_in(client, make_account(session, commune))
    text = read(client.get(f"{ADDRESS}?campaign={campaign.code}")).text
    # At 80 % against 85 % some 470 would be needed, and 40 were asked.
    assert "nhiều hơn số người được mời" in text


@pytest.mark.parametrize("role", [RoleName.REVIEWER, RoleName.TYPIST])
def test_whoever_runs_nothing_is_turned_away(session, client, role):
    sign_in(client, make_account(session, make_commune(session), role))
    assert client.get(ADDRESS).status_code == 403


def test_without_a_campaign_there_is_nothing_to_follow(session, client):
    commune = make_commune(session)
    sign_in(client, make_account(session, commune))
    assert "Chưa có đợt khảo sát nào được mở" in read(client.get(ADDRESS)).text
    elsewhere = make_campaign(session, make_commune(session))
    assert client.get(f"{ADDRESS}?campaign={elsewhere.code}").status_code == 404
