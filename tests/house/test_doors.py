"""Every page is public by name or guarded by a permission; there is no third kind."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

PUBLIC = frozenset(
    (
        "static",
        "health.healthz",
        "answering.ask",
        "answering.answer",
        "answering.search",
        "answering.receipt",
        "answering.ask_by_slip",
        "answering.answer_by_slip",
        "answering.type_slip",
        "audio.listen",
        "dossiers_api.hand_in",
        "dossiers_api.slip",
        "dossiers_api.slip_of",
        "dossiers_card.card",
        "offline.enrol_device",
        "offline.sync",
        "offline.config",
        "kiosk.begin",
        "kiosk.worker",
        "kiosk.file",
        "kiosk.manifest",
        "kiosk.ask",
        "tablet.begin",
        "tablet.worker",
        "tablet.file",
        "tablet.manifest",
        "interview.enrol_interviewer",
        "interview.sync",
        "interview.config",
        "invitations.ask",
        "invitations.answer",
        "security.login",
        "security.logout",
        "accounts.choose_language",
    )
)
"""The doors a citizen, a tablet or somebody not yet signed in may open."""


def unmarked(app: Flask) -> list[str]:
    """Return the endpoints that nobody has decided about."""
    views = app.view_functions.items()
    return sorted(name for name, view in views if name != "static" and not _marks(view))


def twice_marked(app: Flask) -> list[str]:
    return sorted(name for name, view in app.view_functions.items() if len(_marks(view)) > 1)


def public(app: Flask) -> frozenset[str]:
    found = (n for n, view in app.view_functions.items() if getattr(view, "is_public", False))
    return frozenset(("static", *found))


def unguarded_under_manage(app: Flask) -> list[str]:
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/manage")
        and not getattr(app.view_functions[rule.endpoint], "is_staff_door", False)
        and not hasattr(app.view_functions[rule.endpoint], "required_permission")
    )


def _marks(view: object) -> list[str]:
    return [mark for mark in ("is_public", "required_permission") if getattr(view, mark, None)]


def guarded_addresses(app: Flask) -> Iterator[tuple[str, str]]:
    """Yield a method and an address for each guarded door."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if hasattr(app.view_functions[rule.endpoint], "required_permission"):
            address = adapter.build(rule.endpoint, dict.fromkeys(rule.arguments, "1"))
            yield from ((method, address) for method in sorted(_methods(rule)))


def _methods(rule: Rule) -> set[str]:
    return (rule.methods or set()) & {"GET", "POST", "PUT", "DELETE"}


@pytest.mark.only_on("sqlite")
def test_every_door_is_public_or_guarded(app):
    assert unmarked(app) == []
    assert twice_marked(app) == []


@pytest.mark.only_on("sqlite")
def test_the_public_doors_are_these(app):
    assert public(app) == PUBLIC


@pytest.mark.only_on("sqlite")
def test_everything_managed_is_guarded(app):
    assert unguarded_under_manage(app) == []


@pytest.mark.only_on("sqlite")
def test_a_stranger_passes_no_guarded_door(app):
    stranger = app.test_client()
    doors = list(guarded_addresses(app))
    assert doors
    for method, address in doors:
        answer = stranger.open(address, method=method)
        assert answer.status_code in (302, 400, 401, 403), (method, address, answer.status_code)
        if answer.status_code == 302:
            assert "/sign-in" in answer.headers["Location"]
