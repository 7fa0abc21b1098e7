"""Questions of a draft: written by kind, borrowed from the shelf, changed."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.kinds import KINDS
from forms.questionnaire import Question, Questionnaire
from survey.access.guard import guarded
from survey.access.permissions import Permission
from survey.questionnaires import editing, reading
from survey.questionnaires.blueprint import DRAFT, pages
from survey.questionnaires.borrowing import MOST_SHOWN, codes_in, search, with_borrowed
from survey.questionnaires.editing import Place, part_at
from survey.questionnaires.flow import Document
from survey.questionnaires.mentions import mentions
from survey.questionnaires.naming import ALLOW_NAMES
from survey.questionnaires.properties import properties_of, question_in
from survey.questionnaires.saving import save
from survey.questionnaires.standing import draft_to_change, everything_in_sight, standing

LONGEST_SEARCH = 100
SECTION = f"{DRAFT}/sections/<int:section>"
QUESTION = f"{SECTION}/questions/<int:question>"


@pages.get(f"{SECTION}/questions/new")
@guarded(Permission.COMPOSE)
def choose_question(draft_id: int, section: int) -> ResponseReturnValue:
    """Offer every kind, and the questions of every questionnaire in sight."""
    shown = reading.shown(draft_to_change(draft_id))
    part_at(shown.document, Place(section))
    words, kind = request.args.get("words", "")[:LONGEST_SEARCH], request.args.get("kind", "")
    found = search(everything_in_sight(), words, kind)
    told = {"words": words, "kind": kind, "found": found, "most": MOST_SHOWN}
    return render_template(
        "questionnaires/choose.html", shown=shown, at=section, kinds=list(KINDS), **told
    )


@pages.post(f"{SECTION}/questions/borrowed")
@guarded(Permission.COMPOSE)
def borrow_question(draft_id: int, section: int) -> ResponseReturnValue:
    """Add a question of another questionnaire, with its scale."""
    draft = draft_to_change(draft_id)
    found = _named_question(request.form.get("question", ""))
    return save(draft, lambda doc: with_borrowed(doc, section, found), f"end-{section}")


@pages.route(f"{SECTION}/questions/new/<kind>", methods=["GET", "POST"])
@guarded(Permission.COMPOSE)
def add_question(draft_id: int, section: int, kind: str) -> ResponseReturnValue:
    """Add a question of a kind at the end of a section."""
    draft = draft_to_change(draft_id)
    if kind not in KINDS:
        abort(404)
    if request.method == "GET":
        return _question_page(reading.shown(draft), Place(section), _new(kind))

    def change(document: Document) -> Document:
        added = question_in(request.form, kind, {}, codes_in(document))
        return editing.with_new_question(document, section, added)

    return save(draft, change, f"end-{section}")


@pages.route(QUESTION, methods=["GET", "POST"])
@guarded(Permission.COMPOSE)
def change_question(draft_id: int, section: int, question: int) -> ResponseReturnValue:
    """Change a question; another kind is chosen by its address."""
    draft, place = draft_to_change(draft_id), Place(section, question)
    if request.method == "GET":
        shown = reading.shown(draft)
        return _question_page(shown, place, part_at(shown.document, place))

    def change(document: Document) -> Document:
        former, others = part_at(document, place), codes_in(document)
        changed = question_in(request.form, _kind(former), former, others)
        return editing.with_part(document, place, changed)

    return save(draft, change, f"q-{section}-{question}")


def _question_page(shown: reading.Shown, place: Place, question: Document) -> ResponseReturnValue:
    part_at(shown.document, Place(place.section))
    kind = _kind(question)
    if kind not in KINDS:  # a file said so: the author chooses another
        return redirect(url_for("questionnaires.show_draft", draft_id=shown.draft.id))
    where = f"sections[{place.section}].questions[{place.question}]"
    return render_template(
        "questionnaires/question.html",
        shown=shown,
        place=place,
        part=where,
        question=question,
        kind=kind,
        kinds=list(KINDS),
        properties=properties_of(kind),
        mentions=mentions(shown.document, place),
        allow_names=ALLOW_NAMES,
    )


def _new(kind: str) -> Document:
    # Every question says where it comes from; one written here comes from its office.
    return {"kind": kind, "source": _("Do đơn vị tự soạn")}


def _kind(question: Document) -> str:
    asked = request.values.get("kind", "")
    return asked if asked in KINDS else str(question.get("kind"))


def _named_question(name: str) -> tuple[Questionnaire, Question]:
    code, _colon, rest = name.partition(":")
    version, _dot, asked = rest.partition(".")
    if not version.isascii() or not version.isdigit() or len(version) > 5:
        abort(404)
    questionnaire = standing(code, int(version)).questionnaire
    question = questionnaire.question(asked)
    return (questionnaire, question) if question else abort(404)
