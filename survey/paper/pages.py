"""Staff pages of printed forms: where they stand, and the page on which one is typed in."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from survey import navigation
from survey.access.guard import actor, guarded, units_in_reach
from survey.access.permissions import Permission
from survey.campaigns import links, turning
from survey.campaigns.kinds import DEMANDS
from survey.campaigns.models import Campaign
from survey.campaigns.reading import campaign_by_code
from survey.db import session, writing_session
from survey.paper import (
    codes,
    overview,
    pages_printing,
    pages_scans,
    pages_settling,
    printing,
    scanning,
    typists,
)
from survey.paper.batches import cut_cases
from survey.paper.checking import error_counts
from survey.paper.hearing import NO_DAY, Heard, hear
from survey.paper.inputs import CodeForm, typed_cells
from survey.paper.overview import Stage
from survey.paper.showing import Sheet, named
from survey.paper.subjects import Subject, asked_of, subject_of
from survey.paper.typing import Refusal, Typist, refusal_for, take
from survey.paper.words import REFUSALS, STAGES

pages = Blueprint("paper", __name__, url_prefix="/manage/paper")


def init_app(app: Flask) -> None:
    """Give `app` the pages, their place in the menu, and the work they ask for."""
    printing.init_app(app)
    scanning.init_app(app)
    for own in (pages, pages_printing.pages, pages_scans.pages, pages_settling.pages):
        app.register_blueprint(own)
    label = lazy_gettext("Phiếu giấy")
    entry = navigation.Entry(31, label, "paper.list_campaigns", Permission.TYPE_FORMS)
    navigation.add(app, entry)
    kinds = [kind for kind, demands in DEMANDS.items() if "paper" in demands.channels]
    way = links.Link(kinds, "paper.show_campaign", label, Permission.TYPE_FORMS, order=60)
    links.add(app, way)
    turning.at_closing(app, cut_cases)
    turning.at_closing(app, printing.forget_prints)


@pages.get("")
@guarded(Permission.TYPE_FORMS)
def list_campaigns() -> ResponseReturnValue:
    """Show how the forms of each campaign stand, and ask for the code of one."""
    return _overview(CodeForm())


@pages.post("/find")
@guarded(Permission.TYPE_FORMS)
def find() -> ResponseReturnValue:
    """Lead from a code to the page on which its form is typed in."""
    form = CodeForm()
    if not form.validate():
        return _overview(form), 422
    found = subject_of(session(), form.code.data, units_in_reach())
    if found is None:
        form.code.errors = [_("Không có phiếu mang mã này trong các đơn vị của Ông/Bà.")]
        return _overview(form), 404
    refusal = _refusal(found)
    if refusal:
        form.code.errors = [str(REFUSALS[refusal])]
        return _overview(form), 409
    return redirect(url_for("paper.show_form", code=found.code))


@pages.get("/forms/<code>")
@guarded(Permission.TYPE_FORMS)
def show_form(code: str) -> ResponseReturnValue:
    """Show a form to be typed in, and nothing of what anybody has typed of it."""
    subject = _subject(code)
    refusal = _refusal(subject)
    return _refused(refusal) if refusal else _page(subject)


@pages.post("/forms/<code>")
@guarded(Permission.TYPE_FORMS)
def type_form(code: str) -> ResponseReturnValue:
    """Keep what somebody typed of a form; it is said alike whatever came of it."""
    writing_session()
    subject = _subject(code)
    heard = heard_on(subject)
    if heard.faults:
        return _page(subject, heard), 422
    taken = take(session(), subject, heard.typed, Typist(actor().account_id))
    session().commit()
    if isinstance(taken, Refusal):
        return _refused(taken)
    said = _("Đã ghi phiếu %(code)s. Mời nhập mã phiếu tiếp theo.", code=codes.printed(code))
    flash(said, "done")
    return redirect(url_for("paper.list_campaigns"))


@pages.get("/campaigns/<code>")
@guarded(Permission.TYPE_FORMS)
def show_campaign(code: str) -> ResponseReturnValue:
    """Show how the forms of a campaign stand, what waits, and how often typings differ."""
    campaign = campaign_by_code(session(), code) or abort(404)
    units = units_in_reach()
    found = overview.standings(session(), units, campaign.id)
    own = actor().account_id
    waiting = {
        stage: overview.forms_at(session(), campaign.id, units, stage, not_by=own)
        for stage in (Stage.ONCE, Stage.TO_SETTLE)
    }
    told = {"waiting": waiting, "batches": overview.batches_of(session(), campaign.id, units)}
    return render_template(
        "paper/campaign.html", campaign=campaign, found=found, **told, **_checked(campaign)
    )


def heard_on(subject: Subject) -> Heard:
    """Return what was sent for a form."""
    sent = request.form
    day = NO_DAY if "_no_day" in sent else sent.get("_day", "")
    cells = typed_cells(sent)
    return hear(asked_of(session(), subject), cells, day, is_void="_void" in sent)


def _checked(campaign: Campaign) -> dict[str, object]:
    counts = error_counts(session(), campaign.id, units_in_reach())
    return {
        "errors": counts,
        "questions": typists.worst(campaign, counts, named),
        "typists": typists.named(session(), counts),
        "sees_typists": Permission.SUPERVISE in actor().permissions,
        "stages": STAGES,
    }


def _overview(form: CodeForm) -> str:
    found = overview.standings(session(), units_in_reach())
    prints = Permission.SUPERVISE in actor().permissions
    return render_template("paper/overview.html", form=form, found=found, prints=prints)


def _page(subject: Subject, heard: Heard | None = None) -> str:
    asked = asked_of(session(), subject)
    sheet = Sheet(subject.questionnaire, subject.language, heard, asked.places)
    told = {"subject": subject, "asked": asked, "heard": heard, "questions": sheet.questions()}
    return render_template("paper/form.html", printed=codes.printed(subject.code), **told)


def _subject(code: str) -> Subject:
    return subject_of(session(), code, units_in_reach()) or abort(404)


def _refusal(subject: Subject) -> Refusal | None:
    if not subject.is_asked:
        return Refusal.EARLY
    return refusal_for(session(), subject.code, Typist(actor().account_id))


def _refused(refusal: Refusal) -> ResponseReturnValue:
    flash(str(REFUSALS[refusal]), "wrong")
    return redirect(url_for("paper.list_campaigns"))
