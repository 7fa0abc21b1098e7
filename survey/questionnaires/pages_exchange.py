"""Out of the shelf: files for other programs and for paper; and two questionnaires compared."""

import json

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.exchange.xlsform_out import CannotWrite
from forms.questionnaire import VIETNAMESE, Questionnaire
from forms.writing import document_of
from survey.access.guard import guarded
from survey.access.permissions import Permission
from survey.questionnaires.blueprint import SHELF, pages
from survey.questionnaires.comparing import compared
from survey.questionnaires.standing import standing

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get(f"{SHELF}/file.<ending>")
@guarded(Permission.COMPOSE)
def export(code: str, version: int, ending: str) -> ResponseReturnValue:
    """Return the questionnaire as XLSForm, on paper, or as JSON."""
    questionnaire = standing(code, version).questionnaire
    if ending not in _WRITERS:
        abort(404)
    try:
        return _file(questionnaire, ending)
    except CannotWrite as error:
        flash(error.words, "wrong")
        return redirect(url_for("questionnaires.look", code=code, version=version))


@pages.get("/compare")
@guarded(Permission.COMPOSE)
def compare_two() -> ResponseReturnValue:
    """Show which questions of two questionnaires can be compared."""
    old, new = (_named(request.args.get(name, "")) for name in ("old", "new"))
    return render_template(
        "questionnaires/compare.html", old=old, new=new, comparison=compared(old, new)
    )


def _file(questionnaire: Questionnaire, ending: str) -> Response:
    write, mimetype = _WRITERS[ending]
    response = Response(write(questionnaire), mimetype=mimetype)
    name = f"{questionnaire.code}-{questionnaire.version}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _named(name: str) -> Questionnaire:
    code, _colon, version = name.rpartition(":")
    if not version.isascii() or not version.isdigit() or len(version) > 9:
        abort(404)
    return standing(code, int(version)).questionnaire


def _xlsx(questionnaire: Questionnaire) -> bytes:
    # What writes workbooks is slow to load, and few ask for one.
    from forms.exchange.xlsform_out import workbook  # noqa: PLC0415

    return workbook(questionnaire)


def _paper(questionnaire: Questionnaire) -> bytes:
    from forms.exchange.paper import pdf  # noqa: PLC0415

    return pdf(questionnaire, VIETNAMESE)


def _json(questionnaire: Questionnaire) -> bytes:
    return json.dumps(document_of(questionnaire), ensure_ascii=False, indent=2).encode()


_WRITERS = {
    "xlsx": (_xlsx, _XLSX),
    "pdf": (_paper, "application/pdf"),
    "json": (_json, "application/json"),
}
