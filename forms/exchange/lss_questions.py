"""LimeSurvey's kinds of questions as ours, one small function a family."""

from collections.abc import Callable, Iterator, Mapping

from forms.exchange import names, phrases
from forms.exchange.conditions_in import Meant
from forms.exchange.lss_matrix import five, matrix, start
from forms.exchange.lss_survey import Asked, Survey
from forms.writing import Document

_SEXES = {"M": ("male", {"vi": "Nam", "en": "Male"}), "F": ("female", {"vi": "Nữ", "en": "Female"})}


def questions_of(asked: Asked, survey: Survey) -> list[Document]:
    """Return the questions of ours that one of theirs is; none (and a note) if we have no such."""
    make = _MAKERS.get(asked.type)
    if make is None:
        survey.note(asked, f"loại câu “{asked.type}” không có ở đây nên câu bị bỏ lại.")
        return []
    return list(make(asked, survey))


def _simple(kind: str) -> Callable[[Asked, Survey], Iterator[Document]]:
    def make(asked: Asked, survey: Survey) -> Iterator[Document]:
        question = start(asked, kind, survey)
        survey.means(asked, "", Meant(question["code"], kind, {}))
        _bound(question, asked)
        yield question

    return make


def _each_row(kind: str) -> Callable[[Asked, Survey], Iterator[Document]]:
    def make(asked: Asked, survey: Survey) -> Iterator[Document]:
        """Ask each line of a question of several boxes as a question of its own."""
        for row in asked.rows:
            question = start(asked, kind, survey, f"{asked.title}_{row.title}")
            question["words"] = {
                language: f"{words} {row.words.get(language, '')}".strip()
                for language, words in question["words"].items()
            }
            survey.means(asked, row.title, Meant(question["code"], kind, {}))
            yield question
        survey.note(asked, f"câu có {len(asked.rows)} ô được tách thành từng câu.")

    return make


def _bound(question: Document, asked: Asked) -> None:
    for key, name in (("least", "min_num_value_n"), ("most", "max_num_value_n")):
        if question["kind"] == "number" and (bound := asked.whole(name)) is not None:
            question[key] = bound
    longest = asked.whole("maximum_chars")
    if question["kind"] in ("line", "text") and longest:
        question["longest"] = min(longest, 10_000)


def _choice(asked: Asked, survey: Survey) -> Iterator[Document]:
    question = start(asked, "choice", survey)
    question["choices"], values = _choices(
        [(each.title, each.words) for each in asked.answers], asked, survey
    )
    survey.means(asked, "", Meant(question["code"], "choice", values))
    if asked.type == "O":
        survey.note(asked, "ô ghi chú bên cạnh lựa chọn không có ở đây.")
    yield question


def _choices(
    offered: list[tuple[str, dict[str, str]]], asked: Asked, survey: Survey
) -> tuple[list[Document], dict[str, str]]:
    values: dict[str, str] = {}
    choices: list[Document] = []
    for title, words in offered:
        values[title] = names.code_from(title, values.values(), "c")
        choices.append({"code": values[title], "words": words})
    if asked.has_other:
        values["-oth-"] = names.code_from("other", values.values(), "c")
        words = phrases.text("other", survey.languages)
        choices.append({"code": values["-oth-"], "other": True, "words": words})
    return choices, values


def _several(asked: Asked, survey: Survey) -> Iterator[Document]:
    question = start(asked, "choices", survey)
    question["choices"], values = _choices(
        [(each.title, each.words) for each in asked.rows], asked, survey
    )
    alone = asked.attributes.pop("exclude_all_others", "").split(";")
    for title, code in values.items():
        survey.means(asked, title, Meant(question["code"], "choices", {}, ticked=code))
        if title in alone:
            next(each for each in question["choices"] if each["code"] == code)["exclusive"] = True
    for key, name in (("least", "min_answers"), ("most", "max_answers")):
        if count := asked.whole(name):
            question[key] = count
    if asked.type == "P":
        survey.note(asked, "ô ghi chú bên cạnh mỗi ý không có ở đây.")
    yield question


def _ranking(asked: Asked, survey: Survey) -> Iterator[Document]:
    question = start(asked, "ranking", survey)
    # What is put in order were answers until version 6 and are subquestions since.
    offered = asked.answers or asked.rows
    question["choices"], values = _choices(
        [(each.title, each.words) for each in offered], asked, survey
    )
    most = asked.whole("max_answers") or asked.whole("max_subquestions")
    if most and most < len(question["choices"]):
        question["most"] = most
    survey.means(asked, "", Meant(question["code"], "ranking", values))
    yield question


def _yes_no(asked: Asked, survey: Survey) -> Iterator[Document]:
    question = start(asked, "yes_no", survey)
    survey.means(asked, "", Meant(question["code"], "yes_no", {"Y": "yes", "N": "no"}))
    yield question


def _sex(asked: Asked, survey: Survey) -> Iterator[Document]:
    question = start(asked, "choice", survey)
    question["choices"] = [
        {"code": code, "words": {each: words.get(each, words["vi"]) for each in survey.languages}}
        for code, words in _SEXES.values()
    ]
    values = {theirs: code for theirs, (code, _words) in _SEXES.items()}
    survey.means(asked, "", Meant(question["code"], "choice", values))
    yield question


_MAKERS: Mapping[str, Callable[[Asked, Survey], Iterator[Document]]] = {
    **dict.fromkeys("L!O", _choice),
    **dict.fromkeys("MP", _several),
    **dict.fromkeys("ABCEFH", matrix),
    **dict.fromkeys("TU", _simple("text")),
    "S": _simple("line"),
    "N": _simple("number"),
    "D": _simple("date"),
    "X": _simple("note"),
    "K": _each_row("number"),
    "Q": _each_row("line"),
    "5": five,
    "Y": _yes_no,
    "G": _sex,
    "R": _ranking,
}
