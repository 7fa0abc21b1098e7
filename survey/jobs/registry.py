"""The kinds of job there are: rooms above put theirs in; this room knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app

from survey.jobs.work import Work
from survey.navigation import Words

Run = Callable[[Work], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of job: what it is called and what is run."""

    name: Words
    run: Run


def init_app(app: Flask) -> None:
    """Give `app` an empty list of kinds, unless it has one."""
    app.extensions.setdefault("jobs", {})


def register(app: Flask, kind: str, run: Run, *, name: Words | None = None) -> None:
    """Let `run` do the jobs called `kind`, which people know as `name`."""
    init_app(app)
    app.extensions["jobs"][kind] = Kind(name or kind, run)


def kind_of(kind: str) -> Kind | None:
    """Return what is registered under `kind`, or None."""
    kinds: dict[str, Kind] = current_app.extensions["jobs"]
    return kinds.get(kind)
