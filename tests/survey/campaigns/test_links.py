"""Ways on from a campaign's page: for its kind, and for those who may follow."""

import pytest

from survey.access.permissions import Permission, RoleName
from survey.campaigns import links
from survey.campaigns.kinds import Kind, State
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_province
from tests.page import read


def link(kinds, label, permission=Permission.RUN_CAMPAIGNS, order=50):
    return links.Link(kinds, "campaigns.show_campaign", label, permission, order)


@pytest.fixture
def known(app):
    app.extensions.pop("campaign_links", None)
    links.add(app, link({Kind.FIELD}, "Mẫu đã chọn", order=20))
    links.add(app, link(set(Kind), "Số phiếu đến nay", order=10))
    links.add(app, link({Kind.FIELD}, "Chỉ tiêu của tỉnh", Permission.SET_TARGETS))
    return app


def test_a_kind_gets_its_own_links_in_order_and_only_those_allowed(known):
    with known.app_context():
        shown = links.open_to(Kind.FIELD, State.RUNNING, {Permission.RUN_CAMPAIGNS})
        assert [each.label for each in shown] == ["Số phiếu đến nay", "Mẫu đã chọn"]
        shown = links.open_to(Kind.ROUTINE, State.RUNNING, set(Permission))
        assert [each.label for each in shown] == ["Số phiếu đến nay"]


def test_a_page_that_drafts_do_not_have_is_not_offered_there(known):
    opened = links.Link(
        {Kind.FIELD},
        *("campaigns.show_campaign", "Tiến độ", Permission.SUPERVISE),
        states=set(State) - {State.DRAFT},
    )
    with known.app_context():
        links.add(known, opened)
        assert opened in links.open_to(Kind.FIELD, State.CLOSED, set(Permission))
        assert opened not in links.open_to(Kind.FIELD, State.DRAFT, set(Permission))


def test_the_campaigns_page_shows_them_with_the_campaigns_code(known, client, session):
    province = make_province(session)
    sign_in(client, make_account(session, province, RoleName.MANAGER))
    campaign = make_campaign(session, province, kind=Kind.FIELD)

    found = read(client.get(f"/manage/campaigns/{campaign.code}")).links

    assert found["Mẫu đã chọn"] == f"/manage/campaigns/{campaign.code}"
    assert "Chỉ tiêu của tỉnh" not in found
