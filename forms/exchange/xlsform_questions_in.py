"""Rows of an XLSForm's sheet `survey` as questions of ours."""

from forms.exchange import phrases
from forms.exchange.conditions_in import Meant
from forms.exchange.form_in import Form
from forms.exchange.workbook_in import Line
from forms.exchange.xlsform_details_in import put_details
from forms.exchange.xlsform_headings import take_text
from forms.exchange.xlsform_lists import Listed, choices_of
from forms.exchange.xlsform_tree import type_of
from forms.writing import Document

UNKNOWN_SOURCE = "Biểu mẫu nhập từ nơi khác, chưa ghi nguồn"

_PLAIN = {
    "integer": ("number",),
    "decimal": ("decimal",),
    "date": ("date", "month"),
    "text": ("line", "text", "unit"),
    "note": ("note",),
    "acknowledge": ("consent",),
    "trigger": ("consent",),
}
_OF_A_LIST = {
    "select_one": ("choice", "scale", "yes_no", "consent"),
    "select_multiple": ("choices",),
    "rank": ("ranking",),
}
_LOOKS = {"month-year": "month", "multiline": "text", "likert": "scale"}


def question_in(line: Line, form: Form) -> Document | None:
    """Return the question that a row asks; None (and a note) where we have no such kind."""
    head, _, rest = " ".join(type_of(line).split()).partition(" ")
    listed = form.lists.get(list_name(line))
    question: Document | None = None
    if head in _OF_A_LIST and listed is not None:
        question = _of_list(line, head, listed, form)
        if "or_other" in rest:
            _add_other(question, form, line)
    elif head in _PLAIN:
        question = start(line, _kind(line, _PLAIN[head], form), form)
    elif head == "range":
        question = _range(line, form)
    if question is None:
        form.note(line.place, f"loại “{line.take('type')}” không có ở đây nên câu bị bỏ lại.")
        line.cells.clear()
        return None
    line.take("type")
    put_words(line, question)
    put_details(line, question, form)
    return question


def list_name(line: Line) -> str:
    """Return the list that a row chooses from, "" when it chooses from none."""
    # "select one yes_no" is an old spelling of "select_one yes_no".
    words = line.cells.get("type", "").split()
    at = 2 if words[:1] == ["select"] else 1
    return words[at] if len(words) > at else ""


def _kind(line: Line, kinds: tuple[str, ...], form: Form) -> str:
    ours = line.take("langnghe_kind")
    look = _LOOKS.get(line.cells.get("appearance", "").strip())
    if look in kinds:
        line.take("appearance")
    if ours in kinds:
        return ours
    if ours:
        form.note(line.place, f"loại “{ours}” không hợp với cột type nên không dùng.")
    return look if look is not None and look in kinds else kinds[0]


def start(line: Line, kind: str, form: Form) -> Document:
    """Return the beginnings of the question that a row asks, under a code of its own."""
    name = line.take("name").strip()
    code = form.code_for(name, line.place)
    form.meant[name] = Meant(code, kind, {})
    return {"code": code, "kind": kind}


def _of_list(line: Line, head: str, listed: Listed, form: Form) -> Document:
    name = line.cells.get("name", "").strip()
    kind = _kind(line, _kinds_of(head, listed), form)
    question = start(line, kind, form)
    values = {item.name: item.name for item in listed.items}
    if kind == "scale":
        question["scale"] = form.scale_for(listed)
    elif kind in ("choice", "choices", "ranking"):
        question["choices"], values = choices_of(listed)
        if listed.is_whole and kind == "choice":
            form.note(
                line.place, f"danh sách “{listed.name}” toàn số; nếu là thang đo, xin đổi loại."
            )
    if listed.allows:
        question["allows"] = list(listed.allows)
    form.meant[name] = Meant(question["code"], kind, values)
    return question


def _kinds_of(head: str, listed: Listed) -> tuple[str, ...]:
    if head != "select_one":
        return _OF_A_LIST[head]
    said = {item.name for item in listed.items}
    if said == {"yes", "no"}:
        return ("yes_no", "choice")
    if said == {"agreed", "declined"}:
        return ("consent", "choice")
    return ("choice", "scale") if listed.is_whole else ("choice",)


def _range(line: Line, form: Form) -> Document | None:
    said = dict(
        part.split("=", 1) for part in line.take("parameters").split() if part.count("=") == 1
    )
    try:
        least, most, step = (int(said.get(each, "1")) for each in ("start", "end", "step"))
    except ValueError:
        return None
    question = start(line, "number", form)
    if step != 1:
        form.note(line.place, f"bước nhảy {step} của thanh trượt không giữ được.")
    return {**question, "least": least, "most": most}


def _add_other(question: Document, form: Form, line: Line) -> None:
    spoken = question["choices"][0]["words"] if question.get("choices") else {"vi": ""}
    words = phrases.text("other", spoken)
    question.setdefault("choices", []).append({"code": "other", "other": True, "words": words})
    form.note(line.place, "thêm lựa chọn “Khác” có ghi lời, như or_other nói.")


def put_words(line: Line, question: Document) -> None:
    """Put the words of a row on `question`."""
    question["words"] = take_text(line, "label")
    question["source"] = line.take("langnghe_source") or UNKNOWN_SOURCE
    for column, key in (("hint", "hint"), ("guidance_hint", "reason")):
        if said := take_text(line, column):
            question[key] = said
    measure, files = take_text(line, "langnghe_measure"), take_text(line, "audio")
    if measure and question["kind"] in ("number", "decimal"):
        question["measure"] = measure
    ours = take_text(line, "langnghe_audio")
    if files:
        question["audio"] = {
            language: _file(ours.get(language, ""), file) for language, file in files.items()
        }


def _file(ours: str, file: str) -> str:
    return ours if ours.rpartition("/")[2] == file else file
