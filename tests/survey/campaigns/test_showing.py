"""All pages of the room: theirs only who run campaigns, and only their own."""

import pytest

from survey.access.permissions import Permission, RoleName
from survey.campaigns import pages_after, pages_calendar, pages_drafting, pages_plans, showing
from survey.campaigns.kinds import Kind, State
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_commune, make_province
from tests.page import read

ROOMS = (pages_after, pages_calendar, pages_drafting, pages_plans)


@pytest.fixture
def province(session):
    return make_province(session)


@pytest.fixture
def manager(client, session, province):
    sign_in(client, make_account(session, province, RoleName.MANAGER))


def test_every_page_asks_for_the_right_to_run_campaigns(app):
    names = {room.pages.name for room in ROOMS}
    views = {e: v for e, v in app.view_functions.items() if e.partition(".")[0] in names}
    assert len(views) == 8
    asked = {view.required_permission for view in views.values()}
    assert asked == {Permission.RUN_CAMPAIGNS}


def test_the_templates_have_a_name_for_everything():
    names = showing.names()
    assert set(names["kind_names"]) == set(Kind)
    assert set(names["state_names"]) == set(State)


def test_the_calendar_goes_no_further_than_its_years(client, manager):
    for asked, shown in (("1066", pages_calendar.FIRST_YEAR), ("9999", pages_calendar.LAST_YEAR)):
        page = read(client.get(f"/manage/campaigns/calendar?year={asked}"))
        assert f"năm {shown}" in page.h1


def test_where_there_are_too_many_units_the_plan_comes_as_a_file(
    client, session, manager, province, monkeypatch
):
    make_commune(session, province)
    monkeypatch.setattr(pages_plans, "MOST_TYPED", 1)
    plan = {"name": "Đợt", "kind": "routine", "questionnaire": "dossier", "units": [province.id]}
    days = {"starts_on": "2026-11-01", "ends_on": "2026-12-31"}
    address = client.post("/manage/campaigns/new", data={**plan, **days}).location
    assert "có 2 đơn vị; xin nhập từ tệp" in read(client.get(f"{address}/plan")).text
