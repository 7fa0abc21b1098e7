"""Translating: the languages of a draft, and all its words side by side with Vietnamese."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.questionnaire import STATES, VIETNAMESE
from survey.access.guard import guarded
from survey.access.permissions import Permission
from survey.i18n import LANGUAGE_NAMES
from survey.questionnaires import reading
from survey.questionnaires.blueprint import DRAFT, pages
from survey.questionnaires.flow import Document
from survey.questionnaires.inputs import LanguageForm
from survey.questionnaires.saving import save
from survey.questionnaires.spelling import clean
from survey.questionnaires.standing import draft_to_change
from survey.questionnaires.words import with_language, with_words, without_language, wordings

FIELD = "words:"


@pages.route(f"{DRAFT}/languages", methods=["GET", "POST"])
@guarded(Permission.COMPOSE)
def change_languages(draft_id: int) -> ResponseReturnValue:
    """Show the languages with what each lacks; add one, or say how reliable it is."""
    draft, form = draft_to_change(draft_id), LanguageForm()
    if not form.validate_on_submit():
        told = {"form": form, "tongues": LANGUAGE_NAMES.keys() - {VIETNAMESE}}
        page = render_template("questionnaires/languages.html", shown=reading.shown(draft), **told)
        return page, 422 if form.is_submitted() else 200
    language, state = str(form.language.data), str(form.state.data)
    return save(
        draft,
        lambda document: with_language(document, language, state),
        then=_next_page(draft_id, language),
    )


@pages.post(f"{DRAFT}/languages/remove")
@guarded(Permission.COMPOSE)
def remove_language(draft_id: int) -> ResponseReturnValue:
    """Take a language out, with its words; the history keeps them."""
    draft, language = draft_to_change(draft_id), request.form.get("language", "")
    if language == VIETNAMESE:
        flash(_("Phiếu luôn phải có tiếng Việt. Chưa có gì thay đổi."), "wrong")
        return redirect(url_for("questionnaires.change_languages", draft_id=draft_id))
    return save(
        draft,
        lambda document: without_language(document, language),
        then=_next_page(draft_id),
        takes_out=True,
    )


@pages.route(f"{DRAFT}/words/<language>", methods=["GET", "POST"])
@guarded(Permission.COMPOSE)
def translate(draft_id: int, language: str) -> ResponseReturnValue:
    """Write the words of one language beside the Vietnamese ones; what is there is kept."""
    draft = draft_to_change(draft_id)
    if request.method == "GET":
        shown = reading.shown(draft)
        if language not in shown.seen.gaps or language == VIETNAMESE:
            abort(404)
        told = {"tongue": language, "wordings": wordings(shown.document), "states": STATES}
        return render_template("questionnaires/translate.html", shown=shown, field=FIELD, **told)
    return save(draft, lambda document: _translated(document, language), then=_next_page(draft_id))


def _next_page(draft_id: int, language: str = VIETNAMESE) -> str:
    """Return where an author goes on: to the words of a language just added, else to all."""
    if language == VIETNAMESE:
        return url_for("questionnaires.change_languages", draft_id=draft_id)
    return url_for("questionnaires.translate", draft_id=draft_id, language=language)


def _translated(document: Document, language: str) -> Document:
    sent = request.form.items()
    words = {name.removeprefix(FIELD): clean(said) for name, said in sent if name.startswith(FIELD)}
    state = request.form.get("state", "")
    told = with_language(document, language, state) if state in STATES else document
    return with_words(told, language, words)
