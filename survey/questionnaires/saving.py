"""Saving from a page: what was changed is kept, or both wordings are shown side by side.

Each form carries the revision it was made from. The page that shows a conflict carries
everything that was sent once more, so deciding loses nothing of either.
"""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey.access.guard import actor
from survey.db import session
from survey.questionnaires import keeping
from survey.questionnaires.drafts import Side
from survey.questionnaires.editing import Change
from survey.questionnaires.flow import NOTHING
from survey.questionnaires.models import Draft

OWN = ("_keep", "csrf_token")


def seen(draft: Draft) -> int:
    """Return the revision the page that was sent was made from (none said: the newest)."""
    written = request.form.get("_revision", "")
    said = written.isascii() and written.isdigit() and len(written) < 9
    return int(written) if said else draft.revision


def save(
    draft: Draft, change: Change, anchor: str = "", *, then: str = "", takes_out: bool = False
) -> ResponseReturnValue:
    """Keep `change` and go back to the draft (or on to `then`), or show what others did."""
    side = request.form.get("_keep")
    keep = Side(side) if side in list(Side) else None
    hand = keeping.Hand(actor().account_id, seen(draft), keep)
    saved = keeping.save(session(), draft, change, hand)
    if saved.conflicts:
        session().rollback()
        return _side_by_side(draft, saved), 409
    session().commit()
    _tell(saved, takes_out)
    where = then or url_for("questionnaires.show_draft", draft_id=draft.id)
    return redirect(f"{where}#{anchor}" if anchor else where)


def _tell(saved: keeping.Saved, takes_out: bool) -> None:
    if saved.is_new and takes_out:
        words = _(
            "Đã bỏ. Nếu bỏ nhầm, xin mở mục Lịch sử, xem bản sửa thứ %(number)s và lấy lại bản đó.",
            number=saved.revision - 1,
        )
        flash(words, "done")
    elif saved.is_new:
        flash(_("Đã lưu, bản sửa thứ %(number)s.", number=saved.revision), "done")
    else:
        flash(_("Không có gì thay đổi so với bản đang có."), "done")


def _side_by_side(draft: Draft, saved: keeping.Saved) -> str:
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in OWN]
    return render_template(
        "questionnaires/conflict.html",
        draft=draft,
        sent=sent,
        conflicts=saved.conflicts,
        told=_told,
    )


def _told(part: object) -> str:
    """Return one side of a conflict as somebody can read it."""
    if part is NOTHING:
        return _("(đã bỏ)")
    if isinstance(part, dict):
        return "\n".join(f"{name}: {_told(inner)}" for name, inner in part.items() if name != "~")
    if isinstance(part, list):
        return "\n".join(f"– {_told(inner)}" for inner in part)
    return str(part)
