"""The shelf's pages: every questionnaire there is, looked at, compared, retired."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from forms import library
from forms.writing import document_of
from survey import navigation
from survey.access.guard import actor, guarded, reach
from survey.access.permissions import Permission
from survey.clock import today
from survey.db import session
from survey.questionnaires import publishing, shelf
from survey.questionnaires.blueprint import SHELF, pages
from survey.questionnaires.models import Published
from survey.questionnaires.standing import (
    Standing,
    drafts_in_sight,
    everything_in_sight,
    published_in_sight,
    standing,
)
from survey.questionnaires.telling import in_words


def init_app(app: Flask) -> None:
    """Give `app` the shelf, the author's pages and their place in the menu."""
    shelf.init_app(app)
    app.register_blueprint(_with_every_page())
    label = lazy_gettext("Phiếu khảo sát")
    entry = navigation.Entry(35, label, "questionnaires.list_all", Permission.COMPOSE)
    navigation.add(app, entry)


@pages.get("")
@guarded(Permission.COMPOSE)
def list_all() -> ResponseReturnValue:
    """Show the drafts, what was published and what is shipped."""
    published = published_in_sight()
    return render_template(
        "questionnaires/list.html",
        drafts=drafts_in_sight(),
        published=[(row, shelf.sound(row)) for row in published],
        shipped=library.shipped(),
        today=today(),
    )


@pages.get("/discarded")
@guarded(Permission.COMPOSE)
def list_discarded() -> ResponseReturnValue:
    """Show the drafts that were put away."""
    return render_template("questionnaires/discarded.html", drafts=drafts_in_sight(discarded=True))


@pages.get(SHELF)
@guarded(Permission.COMPOSE)
def look(code: str, version: int) -> ResponseReturnValue:
    """Show everything a questionnaire asks, and under what it was published."""
    found = standing(code, version)
    return render_template(
        "questionnaires/look.html",
        standing=found,
        document=document_of(found.questionnaire),
        others=_others(found),
        in_words=in_words,
        today=today(),
    )


@pages.route(f"{SHELF}/retire", methods=["GET", "POST"])
@guarded(Permission.COMPOSE)
def retire(code: str, version: int) -> ResponseReturnValue:
    """Say what retiring means, then retire."""
    row = _published_by_us(code, version)
    if request.method == "GET":
        return render_template("questionnaires/retire.html", row=row)
    try:
        publishing.retire(session(), row, actor().account_id)
        session().commit()
        flash(_("Đã ngừng dùng phiếu này cho đợt mới. Các đợt đang chạy vẫn tiếp tục."), "done")
    except publishing.AlreadyRetired:
        session().rollback()
        flash(_("Phiếu này đã ngừng dùng từ trước. Trang dưới đây là hiện trạng."), "wrong")
    return redirect(url_for("questionnaires.look", code=code, version=version))


def _others(found: Standing) -> list[tuple[str, str]]:
    """Return what this one can be compared with: older versions of its code first."""
    ours = found.questionnaire
    known = [q for q in everything_in_sight() if q.digest != ours.digest]
    known.sort(key=lambda q: (q.code != ours.code, q.code, -q.version))
    return [(f"{q.code}:{q.version}", f"{q.title['vi']} ({q.code} {q.version})") for q in known]


def _published_by_us(code: str, version: int) -> Published:
    row = standing(code, version).row
    if row is None:
        abort(404)
    reach(row.unit_id)
    return row


def _with_every_page() -> Blueprint:
    # They hang themselves on the blueprint as they are imported.
    from survey.questionnaires import (  # noqa: F401, PLC0415
        pages_drafts,
        pages_exchange,
        pages_parts,
        pages_publishing,
        pages_questions,
        pages_scales,
        pages_trial,
        pages_words,
    )

    return pages
