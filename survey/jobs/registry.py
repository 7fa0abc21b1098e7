"""The kinds of job there are: rooms above put theirs in; this room knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app

from survey.access.permissions import Permission
from survey.jobs.work import Work
from survey.navigation import Words

Run = Callable[[Work], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of job: what it is called, what is run, and who may have what comes of it."""

    name: Words
    run: Run
    permission: Permission


def init_app(app: Flask) -> None:
    """Give `app` an empty list of kinds, unless it has one."""
    app.extensions.setdefault("jobs", {})


def register(
    app: Flask,
    kind: str,
    run: Run,
    *,
    name: Words | None = None,
    permission: Permission = Permission.SEE_RESULTS,
) -> None:
    """Let `run` do the jobs called `kind`, which people know as `name`.

    What comes of them is for whoever has `permission`, as asking for them is.
    """
    init_app(app)
    app.extensions["jobs"][kind] = Kind(name or kind, run, permission)


def kind_of(kind: str) -> Kind | None:
    """Return what is registered under `kind`, or None."""
    kinds: dict[str, Kind] = current_app.extensions["jobs"]
    return kinds.get(kind)
