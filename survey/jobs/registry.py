"""The kinds of job there are: rooms above put theirs in; this room knows none of them.

What nobody waits for at a page (letters to be sent) is no job but a chore: it is done a
little at a time whenever no job waits.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app

from survey.access.permissions import Permission
from survey.jobs.work import Work
from survey.navigation import Words

Run = Callable[[Work], None]
Chore = Callable[[Flask], bool]
_CHORES = "chores"


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


def beside(app: Flask, chore: Chore) -> None:
    """Let the workers of `app` do `chore` between jobs; it says whether it did anything."""
    app.extensions.setdefault(_CHORES, []).append(chore)


def chores_of(app: Flask) -> list[Chore]:
    """Return what is to be done between jobs."""
    found: list[Chore] = app.extensions.get(_CHORES, [])
    return found
