"""What an XLSForm says of itself: its title, its code, its languages."""

from forms.exchange import names
from forms.exchange.form_in import Form, Waiting
from forms.exchange.workbook_in import Line
from forms.exchange.xlsform_headings import take_text
from forms.exchange.xlsform_tree import Group
from forms.questionnaire import STATES, VIETNAMESE
from forms.rules import QUESTIONNAIRE_CODE
from forms.writing import Document

_OPENING = {names.TITLE: "title", names.INTRO: "intro"}
_NO_MATTER = ("style", "default_language", "instance_name", "id_string")


def take_opening(group: Group, document: Document) -> None:
    """Take title and introduction, which we write as notes, out of the tree."""
    for each in list(group.within):
        if isinstance(each, Group):
            take_opening(each, document)
        elif (name := each.cells.get("name", "")) in _OPENING:
            document[_OPENING[name]] = take_text(each, "label")
            group.within.remove(each)
            each.cells = {}


def take_rules(top: Group, form: Form) -> None:
    """Take the notes that say a rule is broken out of the tree."""
    for group in [each for each in top.groups if each.line.cells.get("name") == names.RULES]:
        top.within.remove(group)
        group.line.cells.clear()
        for line in (each for each in group.within if isinstance(each, Line)):
            _take_rule(line, form)


def _take_rule(line: Line, form: Form) -> None:
    name = line.take("name")
    code = names.own(name, "rule") or names.code_from(name, (), "r")
    rule: Document = {"code": code, "words": take_text(line, "label")}
    said, ours = line.take("relevant"), line.take("langnghe_rule")
    line.take("type")
    line.take("required")
    form.rules.append(rule)
    form.waiting.append(Waiting(rule, "rule", (said,), ours, line.place))


def put_settings(lines: list[Line], document: Document, form: Form) -> None:
    """Put what the sheet `settings` says on `document`."""
    line = lines[0] if lines else Line("settings", 1)
    title = line.take("form_title").strip() or "Biểu mẫu chưa có tên"
    document.setdefault("title", {VIETNAMESE: title})
    document.setdefault("intro", dict(document["title"]))
    code = line.take("form_id").strip() or line.take("id_string").strip()
    document["code"] = (
        code if QUESTIONNAIRE_CODE.fullmatch(code) else names.code_from(code or title)
    )
    document["version"] = _version(line.take("version"), form)
    document["official"] = line.take("langnghe_official") == "yes"
    _put_languages(line, document)
    for column in _NO_MATTER:
        line.take(column)


def _version(said: str, form: Form) -> int:
    if said.isascii() and said.isdigit() and 0 < len(said) < 7 and int(said) > 0:
        return int(said)
    form.note("settings", f"phiên bản “{said}” không phải số thứ tự, đổi thành 1.")
    return 1


def _put_languages(line: Line, document: Document) -> None:
    order = line.take("langnghe_languages").split()
    found = document["languages"]
    document["languages"] = list(dict.fromkeys([*order, *found]))
    pairs = (each.partition("=") for each in line.take("langnghe_states").split())
    states = {language: state for language, _, state in pairs if state in STATES}
    if states:
        document["states"] = states
