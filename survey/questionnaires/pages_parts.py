"""Composing: the head and sections of a draft are written, its parts moved and taken out."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from survey.access.guard import guarded
from survey.access.permissions import Permission
from survey.db import session
from survey.questionnaires import editing, keeping, reading
from survey.questionnaires.blueprint import DRAFT, pages
from survey.questionnaires.editing import Place, part_at
from survey.questionnaires.flow import Document
from survey.questionnaires.mentions import mentions
from survey.questionnaires.properties import words_in
from survey.questionnaires.saving import save
from survey.questionnaires.spelling import clean, code_from
from survey.questionnaires.standing import draft_to_change

SECTION = f"{DRAFT}/sections/<int:section>"


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
            "questionnaires/section.html",
            shown=(shown := reading.shown(draft)),
            section={},
            at=None,
            mentions=mentions(shown.document),
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
        ready = mentions(shown.document, Place(section, 0))
        return render_template("questionnaires/section.html", shown=shown, mentions=ready, **told)

    def change(document: Document) -> Document:
        former = part_at(document, place)
        return editing.with_part(document, place, _section(document, former))

    return save(draft, change, f"s-{section}")


@pages.post(f"{DRAFT}/move")
@guarded(Permission.COMPOSE)
def move_part(draft_id: int) -> ResponseReturnValue:
    """Move a question or a section: up, down, or a question to another section."""
    draft, place = draft_to_change(draft_id), _place()
    way = request.form.get("way", "")
    if way in ("up", "down"):
        step = -1 if way == "up" else 1
        lengths = _lengths(keeping.document_of(session(), draft))
        where = _stepped(lengths, place, step)
        return save(draft, lambda doc: editing.moved(doc, place, step), where)
    to = _number(way)
    if to is None or place.question is None:
        abort(400)
    return save(draft, lambda doc: editing.moved_to(doc, place, to), f"s-{to}")


@pages.route(f"{DRAFT}/remove", methods=["POST"])
@guarded(Permission.COMPOSE)
def remove_part(draft_id: int) -> ResponseReturnValue:
    """Take out a question, or a section with its questions; the history keeps both."""
    draft, place = draft_to_change(draft_id), _place()
    return save(draft, lambda doc: editing.without_part(doc, place), _before(place), takes_out=True)


def _before(place: Place) -> str:
    """Return where an eye is led when `place` is gone: to what stood before it."""
    if place.question:
        return f"q-{place.section}-{place.question - 1}"
    return f"s-{place.section if place.question is not None else max(place.section - 1, 0)}"


def _stepped(lengths: list[int], place: Place, step: int) -> str:
    """Return where a part stands after its step; at either end it stays where it was."""
    to = place.section + step
    if place.question is None:
        return f"s-{to if 0 <= to < len(lengths) else place.section}"
    within = range(lengths[place.section] if place.section < len(lengths) else 0)
    if place.question + step in within:
        return f"q-{place.section}-{place.question + step}"
    if not 0 <= to < len(lengths):
        return f"q-{place.section}-{place.question}"
    return f"q-{to}-{lengths[to] if step < 0 else 0}"


def _lengths(document: Document) -> list[int]:
    return [len(editing.questions_of(section)) for section in editing.sections_of(document)]


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
