"""Groups of an XLSForm that are one question of ours: a matrix, an order of things."""

from collections.abc import Iterator

from forms.exchange import names
from forms.exchange.conditions_in import Meant
from forms.exchange.form_in import Form
from forms.exchange.workbook_in import Line
from forms.exchange.xlsform_details_in import is_required, put_when
from forms.exchange.xlsform_headings import take_text
from forms.exchange.xlsform_lists import Listed, choices_of
from forms.exchange.xlsform_questions_in import list_name, put_words, start
from forms.exchange.xlsform_tree import Group
from forms.writing import Document

_SCORED, _RANKED = "kobo--score-choices", "kobo--rank-items"


def is_question(group: Group, form: Form) -> bool:
    """Whether a group is one question of ours."""
    if group.type == "begin_rank":
        return group.line.cells.get(_RANKED, "") in form.lists
    looks = group.line.cells.get("appearance", "")
    if group.type != "begin_score" and "table-list" not in looks:
        return False
    listed = _list_of(group, form)
    return listed is not None and listed.is_whole and not group.groups


def question_in_group(group: Group, form: Form) -> Document:
    """Return the question that a group is."""
    return _ranking(group, form) if group.type == "begin_rank" else _matrix(group, form)


def _list_of(group: Group, form: Form) -> Listed | None:
    if group.type == "begin_score":
        return form.lists.get(group.line.cells.get(_SCORED, ""))
    named = {list_name(each) for each in group.within if isinstance(each, Line)}
    return form.lists.get(named.pop()) if len(named) == 1 else None


def _matrix(group: Group, form: Form) -> Document:
    line, listed = group.line, _list_of(group, form)
    if listed is None:
        raise TypeError(f"{line.place} is no matrix")
    for column in ("langnghe_kind", "appearance", _SCORED):
        line.take(column)
    question = start(line, "matrix", form)
    question["scale"] = form.scale_for(listed)
    if listed.allows:
        question["allows"] = list(listed.allows)
    lines = [each for each in group.within if isinstance(each, Line)]
    question["rows"] = list(_rows(lines, question, listed, form))
    required = [is_required(each, question, form) for each in (line, *lines)]
    if any(required):
        question["required"] = True
    put_words(line, question)
    put_when(line, question, form)
    return question


def _rows(lines: list[Line], question: Document, listed: Listed, form: Form) -> Iterator[Document]:
    values = {item.name: item.name for item in listed.items}
    taken: set[str] = set()
    for line in lines:
        line.take("type")
        name = line.take("name").strip()
        code = names.code_from(name.removeprefix(f"{question['code']}-"), taken, "r")
        taken.add(code)
        form.meant[name] = Meant(f"{question['code']}.{code}", "matrix", values)
        yield {"code": code, "words": take_text(line, "label")}


def _ranking(group: Group, form: Form) -> Document:
    line = group.line
    listed = form.lists[line.take(_RANKED)]
    question = start(line, "ranking", form)
    question["choices"], values = choices_of(listed)
    form.meant[question["code"]] = Meant(question["code"], "ranking", values)
    levels = [each for each in group.within if isinstance(each, Line)]
    question["most"] = min(len(levels), len(question["choices"])) or 1
    for level in levels:
        level.cells.clear()
    form.note(line.place, "tên của từng thứ bậc (thứ nhất, thứ hai …) không giữ; ở đây đánh số.")
    if is_required(line, question, form):
        question["required"] = True
    put_words(line, question)
    put_when(line, question, form)
    return question
