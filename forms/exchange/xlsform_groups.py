"""Groups of an XLSForm as sections of ours.

A group that holds only questions is a section. A group of groups is none: its condition
goes to the sections within it, and what stands loose in it makes a section of its own.
A group shown as one page begins a page.
"""

from forms.exchange import names
from forms.exchange.conditions_in import Meant
from forms.exchange.form_in import Form
from forms.exchange.phrases import text
from forms.exchange.workbook_in import Line
from forms.exchange.xlsform_details_in import put_when
from forms.exchange.xlsform_headings import take_text
from forms.exchange.xlsform_matrix_in import is_question, question_in_group
from forms.exchange.xlsform_questions_in import list_name, question_in
from forms.exchange.xlsform_tree import Group
from forms.questionnaire import VIETNAMESE
from forms.writing import Document

_NO_EQUAL = {
    "begin_repeat": "nhóm lặp lại không có ở đây; các câu trong nhóm chỉ được hỏi một lần.",
    "begin_kobomatrix": "bảng nhiều cột không có ở đây; mỗi ô thành một câu riêng.",
}


def put_sections(group: Group, form: Form, above: tuple[str, ...] = ()) -> None:
    """Add the sections that `group` holds to `form`; `above` are the conditions around it."""
    if group.type in _NO_EQUAL:
        form.note(group.line.place, _NO_EQUAL[group.type])
    looks = group.line.cells.get("appearance", "")
    first = len(form.sections)
    if "field-list" in looks:
        group.line.take("appearance")
    inner = [each for each in group.groups if not is_question(each, form)]
    if not inner and group.line.number:
        _add_section(group.line, group.within, form, above)
    else:
        _put_parts(group, form, above)
    if "field-list" in looks and len(form.sections) > first > 0:
        form.sections[first]["page"] = True


def _put_parts(group: Group, form: Form, above: tuple[str, ...]) -> None:
    said = group.line.take("relevant")
    around = (*above, said) if said else above
    title = take_text(group.line, "label")
    group.line.take("name")
    loose: list[Group | Line] = []
    for each in group.within:
        if isinstance(each, Line) or is_question(each, form):
            loose.append(each)
            continue
        _add_loose(loose, title, form, around)
        loose = []
        put_sections(each, form, around)
    _add_loose(loose, title, form, around)


def _add_loose(
    parts: list[Group | Line], title: dict[str, str], form: Form, above: tuple[str, ...]
) -> None:
    if parts:
        heading = {f"label::{language}": words for language, words in title.items()}
        first = parts[0].line if isinstance(parts[0], Group) else parts[0]
        _add_section(Line(first.sheet, first.number, heading), parts, form, above)


def _add_section(line: Line, parts: list[Group | Line], form: Form, above: tuple[str, ...]) -> None:
    name = line.take("name").strip()
    taken = {section["code"] for section in form.sections}
    number = len(form.sections) + 1
    code = names.own(name, "section") or names.code_from(name or f"part_{number}", taken, "s")
    title = take_text(line, "label")
    if not title:
        title = {VIETNAMESE: f"Phần {number}"}
        form.note(line.place, f"nhóm câu không có tên, đặt là “{title[VIETNAMESE]}”.")
    section: Document = {"code": code, "title": title, "questions": []}
    if line.take("langnghe_page") == "yes" and number == 1:
        section["page"] = True
    for part in parts:
        _add_question(part, section["questions"], form)
    if not section["questions"]:
        form.note(line.place, "nhóm không có câu nào đọc được nên bị bỏ lại.")
        return
    put_when(line, section, form, above)
    form.sections.append(section)


def _add_question(part: Group | Line, questions: list[Document], form: Form) -> None:
    if isinstance(part, Group):
        questions.append(question_in_group(part, form))
    elif not (questions and _belongs(part, questions[-1], form)):
        question = question_in(part, form)
        questions += [question] if question is not None else []


def _belongs(line: Line, question: Document, form: Form) -> bool:
    """Whether a row of ours only completes the question before it; then it is taken."""
    name = line.cells.get("name", "")
    if name == question["code"] + names.OTHER:
        return _takes_words(line, question, form)
    listed = form.lists.get(list_name(line))
    if name != question["code"] + names.WHY_NOT or listed is None:
        return False
    question["allows"] = list(listed.allows)
    form.meant[name] = Meant(question["code"], question["kind"], {}, is_mark=True)
    line.cells.clear()
    return True


def _takes_words(line: Line, question: Document, form: Form) -> bool:
    asked = line.cells.get("relevant", "")
    for choice in question.get("choices", ()):
        if asked == f"selected(${{{question['code']}}}, '{choice['code']}')":
            choice["other"] = True
            words = take_text(line, "label")
            if words != text("say_which", words):
                form.note(line.place, "lời của câu “xin ghi rõ” không giữ; trang có lời riêng.")
            line.cells.clear()
            return True
    return False
