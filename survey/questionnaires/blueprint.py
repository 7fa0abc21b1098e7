"""The author's pages hang on one blueprint; what goes wrong on them is said here."""

from collections.abc import Mapping
from functools import cache

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey import i18n
from survey.access.guard import units_in_reach
from survey.db import session
from survey.questionnaires import looking, naming, spelling
from survey.questionnaires.editing import NoSuchPart
from survey.questionnaires.keeping import Discarded, NoSuchRevision, TooLarge

pages = Blueprint("questionnaires", __name__, url_prefix="/manage/questionnaires")

DRAFT = "/drafts/<int(max=2147483647):draft_id>"
SHELF = "/look/<code>/<int(max=2147483647):version>"


@pages.context_processor
def _names() -> dict[str, object]:
    ours = cache(units_in_reach)  # asked for each line of a list, looked up once
    return {
        "kind_names": naming.KIND_NAMES,
        "state_names": naming.STATE_NAMES,
        "path_words": naming.path_words,
        "place_words": naming.place_words,
        "anchor_of": looking.anchor_of,
        "day_as_written": spelling.day_as_written,
        "moment": naming.moment,
        "say": say,
        "is_ours": lambda unit_id: unit_id in ours(),
    }


def say(text: object) -> str:
    """Return the words of `text` in the page's language, else in Vietnamese."""
    if not isinstance(text, Mapping):
        return ""
    return str(text.get(i18n.language()) or text.get("vi") or "")


@pages.errorhandler(NoSuchPart)
@pages.errorhandler(NoSuchRevision)
def _not_there(_error: Exception) -> ResponseReturnValue:
    session().rollback()
    words = _("Phần này không còn ở đó. Có thể ai đó vừa chuyển hoặc bỏ. Chưa có gì bị thay đổi.")
    return _refusal(_("Không thấy phần này"), words), 404


@pages.errorhandler(TooLarge)
def _too_large(_error: Exception) -> ResponseReturnValue:
    session().rollback()
    words = _(
        "Phiếu dài quá mức lưu được, nên lần lưu này chưa được ghi. Bản trước vẫn còn nguyên."
    )
    return _refusal(_("Phiếu quá dài"), words), 413


@pages.errorhandler(Discarded)
def _discarded(error: Discarded) -> ResponseReturnValue:
    session().rollback()
    flash(_("Bản thảo này đã được bỏ, chỉ còn xem hoặc chép được. Chưa có gì thay đổi."), "wrong")
    return redirect(url_for("questionnaires.show_draft", draft_id=error.args[0]))


def _refusal(heading: str, sentence: str) -> str:
    return render_template("errors/staff.html", heading=heading, sentence=sentence)
