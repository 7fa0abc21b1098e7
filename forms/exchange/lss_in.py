"""A LimeSurvey survey (.lss) as a document of ours, and a list of what did not fit.

Groups become sections, questions with their subquestions and answers become questions,
and relevance becomes a condition where our words go that far.
"""

import re
from collections.abc import Iterator

from forms.exchange import names
from forms.exchange.conditions_in import Meant
from forms.exchange.form_in import Form, Waiting
from forms.exchange.imported import CannotRead, Imported
from forms.exchange.lss_questions import questions_of
from forms.exchange.lss_survey import Asked, Survey, unused_attributes
from forms.exchange.lss_tables import Record, Tables, Texts, tables_in
from forms.questionnaire import VIETNAMESE
from forms.rules import LANGUAGE
from forms.writing import Document

_ENDINGS = re.compile(r"\.(NAOK|value|valueNAOK|code)$")
_TAILORED = re.compile(r"\{[A-Za-z][^{}]*\}")
_SETTINGS = {
    "surveyls_endtext": "lời kết",
    "surveyls_policy_notice": "lời về dữ liệu cá nhân",
    "surveyls_url": "địa chỉ chuyển tới khi xong",
}
_TABLES = {
    "quota": "hạn mức (quota)",
    "assessments": "chấm điểm (assessment)",
    "defaultvalues": "giá trị điền sẵn",
    "surveys_urlparameters": "tham số địa chỉ",
}


def read_survey(content: bytes) -> Imported:
    """Return what a survey says; raise CannotRead when it asks nothing we can read."""
    tables = tables_in(content)
    survey = Survey(tables, Form(meant=_Names()), _languages(tables))
    document = _opening(survey)
    by_group: dict[str, list[Asked]] = {}
    for asked in survey.asked():
        by_group.setdefault(asked.row.get("gid", ""), []).append(asked)
    for group in _groups(tables):
        _add_section(group, by_group.pop(group.get("gid", ""), []), survey)
    for left in (asked for each in by_group.values() for asked in each):
        survey.note(left, "câu không thuộc nhóm nào nên bị bỏ lại.")
    if not survey.form.sections:
        raise CannotRead("Phiếu LimeSurvey này không có câu hỏi nào đọc được ở đây.")
    survey.form.settle()
    document |= {"scales": survey.form.scales, "sections": survey.form.sections}
    return Imported(document, (*survey.form.notes, *_unread(tables)))


class _Names(dict[str, Meant]):
    """What names stand for; an expression may say how it wants the answer ("Q1.NAOK")."""

    def get(self, name: str, default: Meant | None = None) -> Meant | None:  # type: ignore[override]
        return super().get(_ENDINGS.sub("", name), default)


def _languages(tables: Tables) -> list[str]:
    rows = tables.of("surveys")
    named = [rows[0].get("language", "")] if rows else []
    named += rows[0].get("additional_languages", "").split() if rows else []
    named += [row.get("surveyls_language", "") for row in tables.of("surveys_languagesettings")]
    found = dict.fromkeys([VIETNAMESE, *(each for each in named if LANGUAGE.fullmatch(each))])
    return list(found)


def _opening(survey: Survey) -> Document:
    rows = survey.tables.of("surveys_languagesettings")
    settings = Tables({"": [row | {"language": row.get("surveyls_language", "")} for row in rows]})
    title = _only(settings.texts("", "surveyls_survey_id", "surveyls_title"))
    welcome = _only(settings.texts("", "surveyls_survey_id", "surveyls_welcometext"))
    described = _only(settings.texts("", "surveyls_survey_id", "surveyls_description"))
    for column, words in _SETTINGS.items():
        if any(row.get(column) for row in rows):
            survey.form.note("thiết lập", f"{words} không giữ; xin ghi vào phiếu nếu cần.")
    name = title.get("en") or next(iter(title.values()), "limesurvey")
    return {
        "code": names.code_from(name),
        "version": 1,
        "official": False,
        "languages": survey.languages,
        "title": title or {VIETNAMESE: "Phiếu chưa có tên"},
        "intro": welcome or described or dict(title),
    }


def _only(texts: Texts) -> dict[str, str]:
    return next(iter(texts.values()), {})


def _groups(tables: Tables) -> list[Record]:
    rows = tables.once("groups", "gid")
    return sorted(
        rows, key=lambda row: (len(row.get("group_order", "")), row.get("group_order", ""))
    )


def _add_section(group: Record, asked: list[Asked], survey: Survey) -> None:
    form, gid = survey.form, group.get("gid", "")
    place = f"nhóm {gid}"
    words = {
        column: survey.tables.texts("group_l10ns", "gid", column)
        or survey.tables.texts("groups", "gid", column)
        for column in ("group_name", "description")
    }
    taken = {section["code"] for section in form.sections}
    title = words["group_name"].get(gid) or {VIETNAMESE: f"Phần {len(taken) + 1}"}
    section: Document = {
        "code": names.code_from(title.get("en", f"group_{gid}"), taken, "s"),
        "title": title,
        "questions": [],
    }
    if _pages(survey.tables) and form.sections:
        section["page"] = True
    if gid in words["description"]:
        form.note(place, "lời giới thiệu nhóm không giữ; xin thêm một câu loại note nếu cần.")
    for each in asked:
        _add_question(each, section["questions"], survey)
    if not section["questions"]:
        form.note(place, "nhóm không có câu nào đọc được nên bị bỏ lại.")
        return
    _wait(section, group.get("grelevance", ""), form, place)
    form.sections.append(section)


def _add_question(asked: Asked, questions: list[Document], survey: Survey) -> None:
    found = questions_of(asked, survey)
    for question in found:
        _wait(question, asked.row.get("relevance", ""), survey.form, asked.place)
    questions.extend(found)
    if not found:
        return
    if any(_TAILORED.search(words) for words in asked.words.values()):
        survey.note(asked, "lời có chỗ điền tự động {…}; ở đây hiện nguyên như chữ.")
    if asked.row.get("preg"):
        survey.note(asked, f"kiểm tra theo mẫu chữ “{asked.row['preg']}” không giữ.")
    if unused := unused_attributes(asked):
        survey.note(asked, f"thuộc tính không dùng tới: {', '.join(unused)}.")


def _wait(part: Document, said: str, form: Form, place: str) -> None:
    if not _is_always({"relevance": said}):
        form.waiting.append(Waiting(part, "when", (said,), "", place))


def _pages(tables: Tables) -> bool:
    return any(row.get("format") in ("G", "S") for row in tables.of("surveys"))


def _unread(tables: Tables) -> Iterator[str]:
    for name, words in _TABLES.items():
        if tables.of(name):
            yield f"{words}: {len(tables.of(name))} mục không có ở đây nên không giữ."
    plain = {row.get("qid") for row in tables.of("questions") if _is_always(row)}
    old = {row.get("qid") for row in tables.of("conditions")}
    for qid in sorted(str(each) for each in plain & old):
        yield f"câu qid {qid}: điều kiện kiểu cũ không đọc được ở đây; xin viết lại."


def _is_always(row: Record) -> bool:
    return row.get("relevance", "") in ("", "1")
