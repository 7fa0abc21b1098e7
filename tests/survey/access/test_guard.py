"""Role by route: who gets in, who is sent to sign in, who is told no, and who sees nothing."""

import pytest
from flask import Flask, request

from survey.access import guard
from survey.access.permissions import Permission, RoleName
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_commune, make_province

ROLES_BY_ROUTE = {
    "/manage/start": set(RoleName),
    "/manage/password": set(RoleName),
    "/manage/campaigns": {RoleName.ADMINISTRATOR, RoleName.MANAGER},
    "/manage/campaigns/new": {RoleName.ADMINISTRATOR, RoleName.MANAGER},
    "/manage/accounts": {RoleName.ADMINISTRATOR},
    "/manage/accounts/new": {RoleName.ADMINISTRATOR},
}


@pytest.mark.parametrize("role", RoleName)
def test_each_role_opens_its_own_routes_and_no_other(client, session, role):
    sign_in(client, make_account(session, make_province(session), role))
    for route, roles in ROLES_BY_ROUTE.items():
        status = client.get(route).status_code
        assert status in ((200, 302) if role in roles else (403,)), (route, role)


@pytest.mark.parametrize("route", ROLES_BY_ROUTE)
def test_whoever_has_not_signed_in_is_sent_to_do_so_and_back(client, route):
    answer = client.get(route + "?page=2")

    assert answer.status_code == 302
    assert answer.location == f"/sign-in?next={route}?page%3D2"


def test_a_form_sent_without_signing_in_is_not_promised_a_way_back(client):
    assert client.post("/manage/campaigns/new").location == "/sign-in"


def test_every_view_is_open_by_name_or_guarded_by_permission(app):
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        is_marked = hasattr(view, "is_public") or hasattr(view, "required_permission")
        assert is_marked or rule.endpoint == "static", rule


def test_reach_hides_a_unit_of_somebody_else_as_if_it_were_not_there(client, session):
    ours, theirs = make_province(session), make_province(session, "Tỉnh Đắk Lắk")
    sign_in(client, make_account(session, ours, RoleName.ADMINISTRATOR))
    stranger = make_account(session, make_commune(session, theirs))
    neighbour = make_account(session, make_commune(session, ours))

    assert client.get(f"/manage/accounts/{stranger.id}").status_code == 404
    assert client.get(f"/manage/accounts/{neighbour.id}").status_code == 200
    assert client.get("/manage/accounts/999999").status_code == 404


def test_a_citizens_page_is_not_a_staff_page():
    app = Flask("a house with two doors")
    guard.init_app(app)
    app.add_url_rule("/open", "open", guard.public(_side))
    app.add_url_rule("/door", "door", guard.staff_door(_side_at_the_door))
    app.add_url_rule("/inside", "inside", guard.guarded(Permission.SEE_RESULTS)(_side))
    visitor = app.test_client()

    assert visitor.get("/open").json == {"staff": False, "path": "/open"}
    assert visitor.get("/door").json == {"staff": True, "path": "/door"}


def _side() -> dict[str, object]:
    return {"staff": guard.is_staff_page(), "path": request.path}


def _side_at_the_door() -> dict[str, object]:
    return _side()
