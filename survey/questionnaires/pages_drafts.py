"""A draft's pages: begun, read with its faults, its history, put away."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.exchange.reading_in import CannotRead, Imported, read_file
from survey.access.choices import units_to_choose
from survey.access.guard import actor, guarded, reach
from survey.access.permissions import Permission
from survey.clock import today
from survey.db import session
from survey.questionnaires import keeping, reading
from survey.questionnaires.blueprint import DRAFT, pages
from survey.questionnaires.borrowing import copy_of
from survey.questionnaires.flow import Document
from survey.questionnaires.history import entries
from survey.questionnaires.inputs import COPY, EMPTY, DraftForm
from survey.questionnaires.shape import is_shaped
from survey.questionnaires.standing import (
    draft_to_change,
    draft_to_see,
    drafts_in_sight,
    everything_in_sight,
    standing,
)
from survey.questionnaires.telling import in_words

MOST_SHOWN = 40
_DRAFT = "~draft"  # no questionnaire's code begins like this


@pages.route("/new", methods=["GET", "POST"])
@guarded(Permission.COMPOSE)
def begin() -> ResponseReturnValue:
    """Begin a draft: empty, as a copy, or from a file."""
    form = DraftForm(source=request.args.get("from"), way=_way_asked_for())
    form.offer(units_to_choose(session(), actor().unit_id, today()), _sources())
    if not form.validate_on_submit():
        return _asked_again(form)
    try:
        begun = _written(form)
    except CannotRead as error:
        form.file.errors = [error.words]
        return _asked_again(form)
    return _begun(form, begun)


@pages.get(DRAFT)
@guarded(Permission.COMPOSE)
def show_draft(draft_id: int) -> ResponseReturnValue:
    """Show a draft as a list, each fault beside its part."""
    shown = reading.shown(draft_to_see(draft_id))
    return render_template("questionnaires/draft.html", shown=shown, in_words=in_words)


@pages.get(f"{DRAFT}/history")
@guarded(Permission.COMPOSE)
def history(draft_id: int) -> ResponseReturnValue:
    """Show who changed what of a draft, newest first."""
    draft = draft_to_see(draft_id)
    return render_template(
        "questionnaires/history.html", draft=draft, entries=entries(session(), draft)
    )


@pages.get(f"{DRAFT}/history/<int(max=2147483647):revision>")
@guarded(Permission.COMPOSE)
def show_revision(draft_id: int, revision: int) -> ResponseReturnValue:
    """Show a draft as it once was."""
    shown = reading.shown(draft_to_see(draft_id), revision)
    told = {"shown": shown, "revision": revision, "in_words": in_words}
    return render_template("questionnaires/revision.html", **told)


@pages.post(f"{DRAFT}/history/<int(max=2147483647):revision>")
@guarded(Permission.COMPOSE)
def restore(draft_id: int, revision: int) -> ResponseReturnValue:
    """Make the draft what it was; nothing that came after is lost."""
    draft = draft_to_change(draft_id)
    keeping.restore(session(), draft, revision, actor().account_id)
    session().commit()
    flash(_("Đã lấy lại bản sửa thứ %(number)s. Các bản sau vẫn còn.", number=revision), "done")
    return redirect(url_for("questionnaires.show_draft", draft_id=draft_id))


@pages.route(f"{DRAFT}/discard", methods=["GET", "POST"])
@guarded(Permission.COMPOSE)
def discard(draft_id: int) -> ResponseReturnValue:
    """Ask once, then put the draft away."""
    draft = draft_to_change(draft_id)
    if request.method == "GET":
        return render_template("questionnaires/discard.html", draft=draft)
    keeping.discard(session(), draft, actor().account_id)
    session().commit()
    flash(_("Đã bỏ bản thảo. Nội dung vẫn còn trong mục bản thảo đã bỏ."), "done")
    return redirect(url_for("questionnaires.list_all"))


def _sources() -> list[tuple[str, str]]:
    known = everything_in_sight()
    drafts = [
        (f"{_DRAFT}:{draft.id}", _("%(title)s (bản thảo)", title=draft.title or draft.code))
        for draft in (*drafts_in_sight(), *drafts_in_sight(discarded=True))
    ]
    shelf = [(f"{q.code}:{q.version}", f"{q.title['vi']} ({q.code} {q.version})") for q in known]
    return shelf + drafts


def _way_asked_for() -> str:
    return COPY if "from" in request.args else EMPTY


def _asked_again(form: DraftForm) -> ResponseReturnValue:
    page = render_template("questionnaires/new.html", form=form)
    return page, 422 if form.is_submitted() else 200


def _written(form: DraftForm) -> Imported:
    """Return what the draft begins with, and what of a file did not fit."""
    if form.way.data == EMPTY:
        return Imported(reading.empty(form.code.data, form.title.data), ())
    if form.way.data == COPY:
        return Imported(_named(_copied(form.source.data), form), ())
    file = form.file.data
    found = read_file(file.filename or "", file.read())
    if not is_shaped(found.document):
        raise CannotRead(_("Tệp này không phải phiếu khảo sát. Chưa có gì được lưu."))
    return Imported(_named(found.document, form), found.notes)


def _copied(source: str) -> Document:
    code, _colon, number = source.rpartition(":")
    if code == _DRAFT:
        return {**keeping.document_of(session(), draft_to_see(int(number))), "official": False}
    return copy_of(standing(code, int(number)).questionnaire)


def _named(document: Document, form: DraftForm) -> Document:
    named = dict(document)
    if form.code.data:
        named["code"] = form.code.data
    title = document.get("title")
    if form.title.data and isinstance(title, dict):
        named["title"] = {**title, "vi": form.title.data}
    return named


def _begun(form: DraftForm, begun: Imported) -> ResponseReturnValue:
    reach(form.unit_id.data)
    based_on = form.source.data.replace(":", " ").lstrip("~") if form.way.data == COPY else ""
    draft = keeping.begin(
        session(), form.unit_id.data, begun.document, actor().account_id, based_on
    )
    session().commit()
    for words in begun.notes[:MOST_SHOWN]:
        flash(words, "wrong")
    flash(_("Đã lập bản thảo. Người dân chưa thấy gì cho đến khi phiếu được ban hành."), "done")
    return redirect(url_for("questionnaires.show_draft", draft_id=draft.id))
