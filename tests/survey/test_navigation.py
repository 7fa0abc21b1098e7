from flask import Flask

from survey import navigation
from survey.access.permissions import Permission, permissions_of


def entry(order, endpoint, permission):
    return navigation.Entry(order, endpoint, endpoint, permission)


def test_the_menu_has_what_the_actor_may_follow_in_order():
    app = Flask("a menu")
    navigation.add(app, entry(90, "accounts", Permission.KEEP_ACCOUNTS))
    navigation.add(app, entry(10, "results", Permission.SEE_RESULTS))
    navigation.add(app, entry(30, "campaigns", Permission.RUN_CAMPAIGNS))

    def seen(role):
        with app.app_context():
            return [each.endpoint for each in navigation.open_to(permissions_of([role]))]

    assert seen("administrator") == ["results", "campaigns", "accounts"]
    assert seen("manager") == ["results", "campaigns"]
    assert seen("reviewer") == ["results"]


def test_an_application_without_rooms_has_an_empty_menu():
    app = Flask("a menu")
    navigation.init_app(app)
    with app.app_context():
        assert navigation.open_to(frozenset(Permission)) == []


def test_what_came_in_stands_apart_from_what_is_kept():
    assert entry(16, "signs", Permission.RULE).is_read
    assert not entry(30, "campaigns", Permission.RUN_CAMPAIGNS).is_read


def test_every_entry_of_the_house_leads_somewhere(app):
    for each in app.extensions["navigation"]:
        view = app.view_functions[each.endpoint]
        assert view.required_permission == each.permission
