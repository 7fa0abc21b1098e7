"""The page of a drawn sample: its weighted share, how it was computed, and its parts."""

from dataclasses import dataclass

from flask import Blueprint, Flask, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from analysis.dashboard import asking
from analysis.dashboard.choosing import campaigns_opened
from analysis.dashboard.naming import Naming
from analysis.dashboard.pages import names_on_pages
from analysis.samples import words
from analysis.samples.fieldwork import fieldwork_of, response_rates
from analysis.samples.freezing import result_of
from analysis.samples.results import Line, Weighted
from analysis.stats.proportions import Verdict
from analysis.targets.check import Promise
from forms import library
from survey import navigation
from survey.access.guard import actor, guarded, units_in_reach
from survey.access.permissions import Permission
from survey.campaigns import links
from survey.campaigns.kinds import DEMANDS, Kind, State
from survey.campaigns.looking import is_shown, is_weighted
from survey.campaigns.models import Campaign
from survey.clock import now, today
from survey.db import session
from survey.i18n import language
from survey.places.models import Unit

pages = Blueprint("weighted", __name__, url_prefix="/manage/results/weighted")


def init_app(app: Flask) -> None:
    """Give `app` the page and its place in the menu."""
    app.register_blueprint(pages)
    label, may = lazy_gettext("Điều tra chọn mẫu"), Permission.SEE_RESULTS
    navigation.add(app, navigation.Entry(11, label, "weighted.show", may))
    kinds = frozenset(kind for kind in Kind if DEMANDS[kind].needs_draw)
    closed = {State.CLOSED, State.PUBLISHED}
    words_of = lazy_gettext("Kết quả có trọng số")
    links.add(
        app,
        links.Link(kinds, "weighted.show", words_of, may, states=closed, asks="campaign", order=90),
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line as the pictures of tables take it."""

    line: Line
    name: str
    promise: Promise | None

    @property
    def is_hidden(self) -> bool:
        """Whether there is nothing to draw."""
        return self.line.best is None or self.line.best.low is None

    @property
    def n(self) -> int:
        """How many answers; 0 where not even that is told."""
        return self.line.n or 0

    @property
    def share(self) -> float | None:
        """The weighted share."""
        return self.line.best.estimate if self.line.best else None

    @property
    def low(self) -> float | None:
        """Its lower limit."""
        return self.line.best.low if self.line.best else None

    @property
    def high(self) -> float | None:
        """Its upper limit."""
        return self.line.best.high if self.line.best else None

    @property
    def target(self) -> float | None:
        """The promised share."""
        return self.promise.share if self.promise else None

    @property
    def statistical(self) -> Verdict:
        """The verdict by its limits."""
        return self.line.verdict or Verdict.CANNOT_SAY


@pages.context_processor
def _names() -> dict[str, object]:
    told = ("fault_words", "method_words", "warning_words", "part_name", "decimal")
    told += ("recall_words",)
    return {**names_on_pages(), **{name: getattr(words, name) for name in told}}


@pages.get("")
@guarded(Permission.SEE_RESULTS)
def show() -> ResponseReturnValue:
    """Show what a drawn sample came to."""
    campaigns = samples_to_see()
    campaign = asked_sample(campaigns)
    if campaign is None:
        return render_template("samples/none.html")
    found = result_of(session(), campaign, now())
    told = {"campaign": campaign, "campaigns": campaigns, "found": found, "aside": words.ASIDE}
    return render_template("samples/weighted.html", **told, **_told(found, campaign))


def _told(found: Weighted, campaign: Campaign) -> dict[str, object]:
    field, names = fieldwork_of(session(), campaign.id), _question_names(campaign)
    others = (line for line in found.lines if line.name != found.question)
    return {
        **{"parts": _parts(found), "names": names, "fieldwork": field},
        "own": Drawn(found.line, "", found.promise) if found.line else None,
        "questions": [Drawn(line, names.get(line.name, line.name), None) for line in others],
        "rates": response_rates(field),
        "variables": ", ".join(words.variable_name(name).lower() for name in found.variables),
    }


def samples_to_see() -> list[Campaign]:
    """Return the drawn samples about the actor's unit, newest first."""
    about = campaigns_opened(session(), actor().unit_id, today())
    return [each.campaign for each in about if is_weighted(each.campaign)]


def asked_sample(campaigns: list[Campaign]) -> Campaign | None:
    """Return the sample asked for, or the newest that may be looked at."""
    code = request.args.get("campaign")
    if code is None:
        return next((each for each in campaigns if is_shown(each)), None)
    found = next((each for each in campaigns if each.code == code), None)
    if found is None:
        abort(404)
    if not is_shown(found):
        asking.refuse_yet(found)
    return found


def _parts(found: Weighted) -> dict[str, list[Drawn]]:
    """Return the parts by name; of units those in the actor's reach."""
    reach = units_in_reach()
    parts = {}
    for kind, lines in found.parts.items():
        if kind == "unit":
            seen = {int(line.name): line for line in lines if int(line.name) in reach}
            units = session().query(Unit).where(Unit.id.in_(seen)).order_by(Unit.name_folded)
            drawn = [Drawn(seen[unit.id], unit.name, found.promise) for unit in units]
        else:
            variable = kind.removeprefix("label:")
            names = [words.level_name(variable, line.name) for line in lines]
            drawn = [Drawn(*each, found.promise) for each in zip(lines, names, strict=True)]
        if drawn:
            parts[kind] = drawn
    return parts


def _question_names(campaign: Campaign) -> dict[str, str]:
    naming = Naming(language())
    asked = library.find(campaign.questionnaire, campaign.version)
    return {
        f"{question.code}.{row.code}": naming.text(row.words)
        for question in asked.questions
        for row in question.rows
    } | {question.code: naming.text(question.words) for question in asked.questions}
