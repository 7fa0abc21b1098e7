"""Scales and rules of a draft: written here, or taken over from another questionnaire."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from forms.writing import document_of
from survey.access.guard import guarded
from survey.access.permissions import Permission
from survey.questionnaires import editing, reading
from survey.questionnaires.blueprint import DRAFT, pages
from survey.questionnaires.borrowing import in_languages_of
from survey.questionnaires.flow import Document, mappings
from survey.questionnaires.naming import FACE_NAMES
from survey.questionnaires.properties import words_in
from survey.questionnaires.saving import save
from survey.questionnaires.spelling import clean, code_from
from survey.questionnaires.standing import draft_to_change, everything_in_sight
from survey.questionnaires.tables import options_in, satisfied_in


@pages.get(f"{DRAFT}/scales/new")
@guarded(Permission.COMPOSE)
def choose_scale(draft_id: int) -> ResponseReturnValue:
    """Offer the scales of every questionnaire in sight, and an empty one."""
    shown = reading.shown(draft_to_change(draft_id))
    return render_template("questionnaires/scales.html", shown=shown, scales=_known())


@pages.post(f"{DRAFT}/scales/new")
@guarded(Permission.COMPOSE)
def take_scale(draft_id: int) -> ResponseReturnValue:
    """Take over a scale."""
    draft = draft_to_change(draft_id)
    wanted = _known().get(request.form.get("scale", ""))
    if wanted is None:
        abort(404)

    def change(document: Document) -> Document:
        code = code_from(wanted[0].replace("_", " "), _scales(document))
        return editing.with_scale(document, code, in_languages_of(document, wanted[1]))

    return save(draft, change, "scales")


@pages.route(f"{DRAFT}/scale", methods=["GET", "POST"])
@guarded(Permission.COMPOSE)
def change_scale(draft_id: int) -> ResponseReturnValue:
    """Write a scale: the one the address names by its code, or a new one."""
    draft, former = draft_to_change(draft_id), request.args.get("code", "")
    if request.method == "GET":
        shown = reading.shown(draft)
        scale = _scale(shown.document, former) if former else {"options": []}
        told = {"scale": scale, "code": former, "faces": FACE_NAMES}
        return render_template("questionnaires/scale.html", shown=shown, **told)
    return save(draft, lambda document: _changed(document, former), "scales")


@pages.post(f"{DRAFT}/scale/remove")
@guarded(Permission.COMPOSE)
def remove_scale(draft_id: int) -> ResponseReturnValue:
    """Take out a scale."""
    draft, code = draft_to_change(draft_id), request.form.get("code", "")
    return save(
        draft, lambda document: editing.without_scale(document, code), "scales", takes_out=True
    )


@pages.route(f"{DRAFT}/rules/new", methods=["GET", "POST"])
@guarded(Permission.COMPOSE)
def add_rule(draft_id: int) -> ResponseReturnValue:
    """Write what must hold between answers."""
    draft = draft_to_change(draft_id)
    if request.method == "GET":
        return _rule_page(reading.shown(draft), {}, None)
    return save(draft, lambda doc: editing.with_rule(doc, None, _rule(doc, {})), "rules")


@pages.route(f"{DRAFT}/rules/<int:number>", methods=["GET", "POST"])
@guarded(Permission.COMPOSE)
def change_rule(draft_id: int, number: int) -> ResponseReturnValue:
    """Change a rule, or take it out."""
    draft = draft_to_change(draft_id)
    if request.method == "GET":
        shown = reading.shown(draft)
        return _rule_page(shown, _rule_at(shown.document, number), number)

    def change(document: Document) -> Document:
        rule = _rule(document, _rule_at(document, number))
        return editing.with_rule(document, number, None if "remove" in request.form else rule)

    return save(draft, change, "rules")


def _rule_page(shown: reading.Shown, rule: Document, number: int | None) -> ResponseReturnValue:
    told = {"rule": rule, "number": number, "part": f"rules[{number}]"}
    return render_template("questionnaires/rule.html", shown=shown, **told)


def _rule(document: Document, former: Document) -> Document:
    words = words_in(request.form, "words", former.get("words")) or {}
    taken = {str(each.get("code")) for each in mappings(document.get("rules"))}
    said = str(words.get("vi", "")) if isinstance(words, dict) else ""
    code = clean(request.form.get("code", "")) or code_from(said, taken, "r")
    return {"code": code, "rule": clean(request.form.get("rule", "")), "words": words}


def _rule_at(document: Document, number: int) -> Document:
    rules = mappings(document.get("rules"))
    if number >= len(rules):
        raise editing.NoSuchPart(str(number))
    return rules[number]


def _changed(document: Document, former: str) -> Document:
    was = _scale(document, former) if former else {}
    satisfied = satisfied_in(request.form, "options", was.get("options"))
    scale: Document = {"options": options_in(request.form, "options", was.get("options"))}
    if satisfied:
        scale = {"satisfied": satisfied, **scale}
    scales = _scales(document)
    code = clean(request.form.get("code", "")) or former or code_from("thang do", scales)
    if not former and code in scales:
        code = code_from(code.replace("_", " "), scales)
    return editing.with_scale(document, code, scale, former)


def _scale(document: Document, code: str) -> Document:
    found = _scales(document).get(code)
    if not isinstance(found, dict):
        raise editing.NoSuchPart(code)
    return found


def _scales(document: Document) -> Document:
    scales = document.get("scales")
    return scales if isinstance(scales, dict) else {}


def _known() -> dict[str, tuple[str, Document, str]]:
    """Return every scale in sight by where it stands: its code, itself, whose it is."""
    found: dict[str, tuple[str, Document, str]] = {}
    for questionnaire in everything_in_sight():
        for code, scale in document_of(questionnaire)["scales"].items():
            name = f"{questionnaire.code}:{questionnaire.version}.{code}"
            if not any(scale == known for _code, known, _title in found.values()):
                found[name] = (code, scale, questionnaire.title["vi"])
    return found
