"""`survey worker`: does the long work that people asked for on the pages.

`make serve` starts one of its own accord. It may be killed at any moment: another
takes its job over as soon as the lease has run out.
"""

import os
import time
from collections.abc import Callable
from functools import partial

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError, TimeoutError

from survey import db
from survey.cli import survey_commands
from survey.jobs.registry import chores_of
from survey.jobs.shifts import run_shifts
from survey.jobs.sweeping import sweep
from survey.jobs.worker import work_once

_LOOK_EVERY = 1.0
_SWEEP_EVERY = 3600.0


@survey_commands.command("worker")
@click.option("--once", is_flag=True, help="Làm hết những việc đang chờ rồi dừng.")
@click.option("--with-parent", is_flag=True, help="Dừng khi chương trình đã gọi nó không còn.")
@with_appcontext
def worker(once: bool, with_parent: bool) -> None:
    """Làm các việc chạy nền (in ấn hàng loạt, nhập hồ sơ…)."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if once:
        while work_once(app) or _did_a_chore(app):
            pass
        _sweep()
        return
    if with_parent:
        # Beside a server, everybody who waits at a page goes first.
        os.nice(10)
    run_shifts(lambda: _shift(app), with_parent=with_parent)


def _shift(app: Flask) -> None:
    """Wait for a job, do it, and leave: what it needed of memory goes with the process."""
    swept_at = -_SWEEP_EVERY
    while not _worked(app):
        if time.monotonic() - swept_at > _SWEEP_EVERY:
            swept_at = time.monotonic()
            _sweep()
        if not _did_a_chore(app):
            time.sleep(_LOOK_EVERY)


def _worked(app: Flask) -> bool:
    return _tried(lambda: work_once(app))


def _did_a_chore(app: Flask) -> bool:
    # Each has its turn, whatever the ones before it did.
    did = [_tried(partial(chore, app)) for chore in chores_of(app)]
    return any(did)


def _tried(work: Callable[[], bool]) -> bool:
    try:
        return work()
    except (OperationalError, TimeoutError) as away:
        # A database that is away comes back; what was under way is taken up again then.
        click.echo(f"worker: {type(away).__name__}", err=True)
        return False


def _sweep() -> None:
    try:
        sweep(db.session(), current_app.extensions["settings"].var)
    except OperationalError as away:
        click.echo(f"worker: {type(away).__name__}", err=True)
    finally:
        db.session().rollback()
