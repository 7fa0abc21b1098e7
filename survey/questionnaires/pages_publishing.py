"""Publishing from a page: what it means, under what decision, and what is in the way."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.reading import made
from survey.access.guard import actor, guarded
from survey.access.permissions import Permission
from survey.clock import today
from survey.db import session
from survey.questionnaires import publishing, reading
from survey.questionnaires.blueprint import DRAFT, pages
from survey.questionnaires.comparing import Comparison, compared
from survey.questionnaires.inputs import DecisionForm
from survey.questionnaires.models import Draft, Published
from survey.questionnaires.saving import seen
from survey.questionnaires.shelf import sound
from survey.questionnaires.standing import draft_to_change


@pages.get(f"{DRAFT}/publish")
@guarded(Permission.COMPOSE)
def ask_to_publish(draft_id: int) -> ResponseReturnValue:
    """Say what publishing means and what is in the way."""
    return _asked(draft_to_change(draft_id), DecisionForm(valid_from=today()))


@pages.post(f"{DRAFT}/publish")
@guarded(Permission.COMPOSE)
def publish(draft_id: int) -> ResponseReturnValue:
    """Freeze the draft under a decision, or say why not."""
    draft, form = draft_to_change(draft_id), DecisionForm()
    if not form.validate_on_submit():
        return _asked(draft, form), 422
    try:
        row = _published(draft, form)
    except publishing.Refused as refusal:
        session().rollback()
        return _refused(draft_to_change(draft_id), form, refusal), 409
    session().commit()
    flash(_("Đã ban hành %(code)s, bản %(v)s.", code=row.code, v=row.version), "done")
    return redirect(url_for("questionnaires.look", code=row.code, version=row.version))


_REFUSALS = {
    publishing.Faulty: lambda: _("Chưa ban hành được: phiếu còn lỗi. Không có gì bị thay đổi."),
    publishing.Outdated: lambda: _(
        "Chưa ban hành: có người vừa sửa bản thảo. Xin xem lại bản mới nhất dưới đây rồi ban hành."
    ),
    publishing.NothingNew: lambda: _(
        "Nội dung này đã được ban hành rồi, nên không ban hành thêm bản nào."
    ),
    publishing.TakenMeanwhile: lambda: _(
        "Chưa ban hành: có người vừa ban hành một bản cùng mã. Xin xem lại rồi thử lần nữa."
    ),
}


def _published(draft: Draft, form: DecisionForm) -> Published:
    decision = publishing.Decision(form.number.data, form.valid_from.data, form.valid_to.data)
    return publishing.publish(session(), draft, decision, actor().account_id, seen=seen(draft))


def _refused(draft: Draft, form: DecisionForm, refusal: Exception) -> str:
    return _asked(draft, form, _REFUSALS[type(refusal)]())


def _asked(draft: Draft, form: DecisionForm, refusal: str = "") -> str:
    shown = reading.shown(draft)
    last = publishing.last_published(session(), draft.code)
    return render_template(
        "questionnaires/publish.html",
        shown=shown,
        form=form,
        refusal=refusal,
        last=last,
        comparison=_compared(shown, last),
        lacking=[language for language, lacks in shown.seen.gaps.items() if lacks],
        tried=request.method == "POST",
    )


def _compared(shown: reading.Shown, last: Published | None) -> Comparison | None:
    before = sound(last) if last is not None else None
    if before is None or shown.seen.faults:
        return None
    return compared(before, made(shown.document))
