"""Composing: sections and questions of a draft are added, changed, moved and taken out."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.kinds import KINDS
from forms.questionnaire import Question, Questionnaire
from survey.access.guard import guarded
from survey.access.permissions import Permission
from survey.questionnaires import editing, reading
from survey.questionnaires.blueprint import DRAFT, pages
from survey.questionnaires.borrowing import MOST_SHOWN, codes_in, search, with_borrowed
from survey.questionnaires.editing import Place, part_at
from survey.questionnaires.flow import Document
from survey.questionnaires.naming import ALLOW_NAMES
from survey.questionnaires.properties import properties_of, question_in, words_in
from survey.questionnaires.saving import save
from survey.questionnaires.spelling import clean, code_from
from survey.questionnaires.standing import draft_to_change, everything_in_sight, standing

LONGEST_SEARCH = 100
SECTION = f"{DRAFT}/sections/<int:section>"
QUESTION = f"{SECTION}/questions/<int:question>"


@pages.route(f"{DRAFT}/head", methods=["GET", "POST"])
@guarded(Permission.COMPOSE)
def change_head(draft_id: int) -> ResponseReturnValue:
    """Change what stands above all questions."""
    draft = draft_to_change(draft_id)
    if request.method == "GET":
        return render_template("questionnaires/head.html", shown=reading.shown(draft))
    return save(draft, lambda document: editing.with_head(document, _head(document)))


@pages.route(f"{DRAFT}/sections/new", methods=["GET", "POST"])
@guarded(Permission.COMPOSE)
def add_section(draft_id: int) -> ResponseReturnValue:
    """Add a section at the end."""
    draft = draft_to_change(draft_id)
    if request.method == "GET":
        return render_template(
            "questionnaires/section.html", shown=reading.shown(draft), section={}, at=None
        )
    return save(draft, lambda document: editing.with_new_section(document, _section(document, {})))


@pages.route(SECTION, methods=["GET", "POST"])
@guarded(Permission.COMPOSE)
def change_section(draft_id: int, section: int) -> ResponseReturnValue:
    """Change a section's title, page and condition."""
    draft, place = draft_to_change(draft_id), Place(section)
    if request.method == "GET":
        shown = reading.shown(draft)
        told = {"section": part_at(shown.document, place), "at": section}
        return render_template("questionnaires/section.html", shown=shown, **told)

    def change(document: Document) -> Document:
        former = part_at(document, place)
        return editing.with_part(document, place, _section(document, former))

    return save(draft, change, f"s-{section}")


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
    return save(draft, lambda doc: with_borrowed(doc, section, found), f"s-{section}")


@pages.route(f"{SECTION}/questions/new/<kind>", methods=["GET", "POST"])
@guarded(Permission.COMPOSE)
def add_question(draft_id: int, section: int, kind: str) -> ResponseReturnValue:
    """Add a question of a kind at the end of a section."""
    draft = draft_to_change(draft_id)
    if kind not in KINDS:
        abort(404)
    if request.method == "GET":
        return _question_page(reading.shown(draft), Place(section), {"kind": kind})

    def change(document: Document) -> Document:
        added = question_in(request.form, kind, {}, codes_in(document))
        return editing.with_new_question(document, section, added)

    return save(draft, change, f"s-{section}")


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


@pages.post(f"{DRAFT}/move")
@guarded(Permission.COMPOSE)
def move_part(draft_id: int) -> ResponseReturnValue:
    """Move a question or a section: up, down, or a question to another section."""
    draft, place = draft_to_change(draft_id), _place()
    way = request.form.get("way", "")
    if way in ("up", "down"):
        step = -1 if way == "up" else 1
        return save(draft, lambda doc: editing.moved(doc, place, step), f"s-{place.section}")
    to = _number(way)
    if to is None or place.question is None:
        abort(400)
    return save(draft, lambda doc: editing.moved_to(doc, place, to), f"s-{to}")


@pages.route(f"{DRAFT}/remove", methods=["POST"])
@guarded(Permission.COMPOSE)
def remove_part(draft_id: int) -> ResponseReturnValue:
    """Take out a question, or a section with its questions; the history keeps both."""
    draft, place = draft_to_change(draft_id), _place()
    return save(draft, lambda doc: editing.without_part(doc, place), f"s-{place.section}")


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
        allow_names=ALLOW_NAMES,
    )


def _kind(question: Document) -> str:
    asked = request.values.get("kind", "")
    return asked if asked in KINDS else str(question.get("kind"))


def _head(document: Document) -> Document:
    head = {name: words_in(request.form, name, document.get(name)) for name in ("title", "intro")}
    texts = {name: words or {} for name, words in head.items()}
    code = clean(request.form.get("code", ""))
    return {**texts, "code": code, "official": "official" in request.form}


def _section(document: Document, former: Document) -> Document:
    title = words_in(request.form, "title", former.get("title")) or {}
    taken = {str(each.get("code")) for each in editing.sections_of(document) if each != former}
    words = str(title.get("vi", "")) if isinstance(title, dict) else ""
    code = clean(request.form.get("code", "")) or code_from(words, taken, "s")
    found: Document = {"code": code, "title": title}
    if "page" in request.form:
        found["page"] = True
    if when := clean(request.form.get("when", "")):
        found["when"] = when
    return found


def _place() -> Place:
    section, question = (_number(request.form.get(name, "")) for name in ("section", "question"))
    if section is None:
        abort(400)
    return Place(section, question)


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else None


def _named_question(name: str) -> tuple[Questionnaire, Question]:
    code, _colon, rest = name.partition(":")
    version, _dot, asked = rest.partition(".")
    if _number(version) is None:
        abort(404)
    questionnaire = standing(code, int(version)).questionnaire
    question = questionnaire.question(asked)
    return (questionnaire, question) if question else abort(404)
