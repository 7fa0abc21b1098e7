"""The pages of findings: what is to be looked into, on which evidence, and who closed it why."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.exc import SQLAlchemyError

from analysis.rollup.advance import catch_up
from analysis.targets.check import FEWEST_SHOWN
from analysis.targets.finding_inputs import ClosingForm, CommentForm, said
from analysis.targets.finding_reading import (
    FINDINGS_A_PAGE,
    ListedFinding,
    Shown,
    acts_of,
    finding_by_id,
    findings_of,
    how_many_open,
)
from analysis.targets.findings import Act, Cause, ClosedAlready, close, comment, may_close
from analysis.targets.watching import watch
from survey import navigation
from survey.access.guard import actor, actor_if_any, guarded, reach, units_in_reach
from survey.access.permissions import Permission
from survey.clock import now
from survey.db import engine, session, writing_session
from survey.i18n import language

pages = Blueprint("findings", __name__, url_prefix="/manage/findings")

BUDGET_SECONDS = 0.7
"""How long the list may count what has come in, and again how long it may watch."""

CAUSE_NAMES = {
    Cause.NOT_MET: lazy_gettext("Đợt khảo sát đã chốt với kết luận Chưa đạt"),
    Cause.CUSUM: lazy_gettext("Cảnh báo sớm: phiếu chưa hài lòng nhiều hơn mức chỉ tiêu cho phép"),
}
ACT_NAMES = {
    Act.OPENED: lazy_gettext("Mở"),
    Act.COMMENTED: lazy_gettext("Ghi chú"),
    Act.CLOSED: lazy_gettext("Đóng"),
}
_LARGEST_ID = 2**31 - 1
_MOST_PAGES = 1_000


class FindingsLabel:
    """The menu's word with how many findings are open to whoever looks."""

    def __str__(self) -> str:
        try:
            n = how_many_open(session(), units_in_reach()) if actor_if_any() else 0
        except SQLAlchemyError:
            n = 0  # the page that says what is wrong has a menu too
        words = _("Vấn đề cần khắc phục")
        return _("Vấn đề cần khắc phục (%(n)s)", n=n) if n else words


def init_app(app: Flask) -> None:
    """Give `app` the pages and their place in the menu."""
    app.register_blueprint(pages)
    entry = navigation.Entry(13, FindingsLabel(), "findings.list_findings", Permission.SEE_RESULTS)
    navigation.add(app, entry)


@pages.context_processor
def _names() -> dict[str, object]:
    return {
        **{"cause_names": CAUSE_NAMES, "act_names": ACT_NAMES, "Cause": Cause, "Shown": Shown},
        **{"FEWEST": FEWEST_SHOWN, "level_words": _level_words},
    }


@pages.get("")
@guarded(Permission.SEE_RESULTS)
def list_findings() -> ResponseReturnValue:
    """Show the findings of the actor's units, after a short look at what has come in."""
    units = units_in_reach()
    left = catch_up(session(), units, BUDGET_SECONDS).answers_left
    left += watch(engine(), now(), units, BUDGET_SECONDS).units_left
    shown = Shown.CLOSED if request.args.get("state") == Shown.CLOSED else Shown.OPEN
    page = min(max(request.args.get("page", 1, type=int), 1), _MOST_PAGES)
    found = findings_of(session(), units, shown, page)
    more = {"page": page, "more": len(found) > FINDINGS_A_PAGE, "left": left}
    return render_template(
        "targets/findings.html", found=found[:FINDINGS_A_PAGE], shown=shown, **more
    )


@pages.get("/<int:finding_id>")
@guarded(Permission.SEE_RESULTS)
def show_finding(finding_id: int) -> ResponseReturnValue:
    """Show one finding with its evidence and everything that was done with it."""
    return _page(_asked(finding_id), CommentForm(), ClosingForm())


@pages.post("/<int:finding_id>/comments")
@guarded(Permission.RUN_CAMPAIGNS)
def comment_finding(finding_id: int) -> ResponseReturnValue:
    """Add a comment."""
    found, form = _asked(finding_id), CommentForm()
    if not form.validate_on_submit():
        return _page(found, form, ClosingForm(formdata=None)), 422
    comment(writing_session(), found.finding, said(form.comment), actor().account_id, now())
    session().commit()
    flash(_("Đã lưu ghi chú."), "done")
    return redirect(url_for("findings.show_finding", finding_id=finding_id))


@pages.post("/<int:finding_id>/close")
@guarded(Permission.RUN_CAMPAIGNS)
def close_finding(finding_id: int) -> ResponseReturnValue:
    """Close the finding, with a reason."""
    found, form = _asked(finding_id), ClosingForm()
    if not may_close(actor().unit_id, found.unit):
        abort(403)
    if not form.validate_on_submit():
        return _page(found, CommentForm(formdata=None), form), 422
    _close(found, form)
    return redirect(url_for("findings.show_finding", finding_id=finding_id))


def _level_words(level: float) -> str:
    written = f"{level:.1f}"
    return written if language() == "en" else written.replace(".", ",")


def _close(found: ListedFinding, form: ClosingForm) -> None:
    try:
        close(writing_session(), found.finding, said(form.reason), actor().account_id, now())
    except ClosedAlready:
        session().rollback()
        flash(_("Vấn đề này đã được người khác đóng trước đó."), "wrong")
        return
    session().commit()
    flash(_("Đã đóng vấn đề. Bằng chứng và mọi ghi chú được giữ nguyên."), "done")


def _asked(finding_id: int) -> ListedFinding:
    found = finding_by_id(session(), finding_id) if finding_id <= _LARGEST_ID else None
    if found is None:
        abort(404)
    reach(found.unit.id)
    return found


def _page(found: ListedFinding, commenting: CommentForm, closing: ClosingForm) -> str:
    can_write = Permission.RUN_CAMPAIGNS in actor().permissions
    can_close = can_write and may_close(actor().unit_id, found.unit)
    told = {"found": found, "acts": acts_of(session(), found.finding.id)}
    told |= {"commenting": commenting, "closing": closing}
    return render_template("targets/finding.html", **told, can_write=can_write, can_close=can_close)
