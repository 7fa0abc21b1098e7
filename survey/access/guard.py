"""The guard at every door: who may pass, and which unit they may ask about.

Every view is marked: `public` for citizens (nobody looks at a cookie there),
`staff_door` for the few staff pages that stand before sign-in, or `guarded` with
the permission it asks for. `tests/house` fails on a view with none of the three.
The guard knows no account, only the actor that `survey.accounts` put on the request.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from survey.access import paths
from survey.access.permissions import Permission
from survey.access.scope import in_reach
from survey.db import session

P = ParamSpec("P")
View = TypeVar("View", bound=Callable[..., object])
SIGN_IN = "security.login"


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever signed in, as far as a guard needs to know them."""

    account_id: int
    name: str
    unit_id: int
    permissions: frozenset[Permission]


def init_app(app: Flask) -> None:
    """Note on each request, first of all, on which side of the house it is."""
    app.before_request(_note_side)


def public(view: View) -> View:
    """Mark `view` as open to every citizen."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def staff_door(view: View) -> View:
    """Mark `view` as a staff page that stands before sign-in, such as sign-in itself."""
    view.is_public = view.is_staff_door = True  # type: ignore[attr-defined]
    return view


def guarded(
    permission: Permission,
) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """Let only actors with `permission` pass; send whoever has not signed in to do so."""

    def mark(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def guard(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            known = actor_if_any()
            if known is None:
                return redirect(url_for(SIGN_IN, next=_way_back()))
            if permission not in known.permissions:
                abort(403)
            return view(*args, **kwargs)

        guard.required_permission = permission  # type: ignore[attr-defined]
        return guard

    return mark


def put_actor(known: Actor | None) -> None:
    """Put on this request whoever signed in (only `survey.accounts` does)."""
    g.actor = known


def actor_if_any() -> Actor | None:
    """Return whoever signed in, or None."""
    found: Actor | None = g.get("actor")
    return found


def actor() -> Actor:
    """Return whoever signed in; only behind a guard, where somebody has."""
    found = actor_if_any()
    if found is None:
        abort(401)
    return found


def reach(unit_id: int) -> None:
    """Abort with 404 unless the unit is in the actor's reach, as if it were not there."""
    if not in_reach(paths.above(session(), unit_id), actor().unit_id):
        abort(404)


def units_in_reach() -> frozenset[int]:
    """Return every unit the actor answers for, those of before a reform too."""
    return paths.below(session(), actor().unit_id)


def is_staff_page() -> bool:
    """Whether this request is for a page of the staff side."""
    return bool(g.get("is_staff_page", False))


def is_staff_door() -> bool:
    """Whether this request is for a staff page that stands before sign-in."""
    return bool(g.get("is_staff_door", False))


def _note_side() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    is_open = view is None or request.endpoint == "static" or hasattr(view, "is_public")
    g.is_staff_door = hasattr(view, "is_staff_door")
    g.is_staff_page = not is_open or g.is_staff_door


def _way_back() -> str | None:
    # A form that was sent is not sent again by signing in.
    return request.full_path.rstrip("?") if request.method == "GET" else None
