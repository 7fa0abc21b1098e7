"""LimeSurvey's arrays and point scales as questions of ours on a scale."""

from collections.abc import Iterator, Mapping

from forms.exchange import names
from forms.exchange.conditions_in import Meant
from forms.exchange.lss_survey import Asked, Survey
from forms.writing import Document

_STEPS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "C": {"vi": ("Không", "Không chắc", "Có"), "en": ("No", "Uncertain", "Yes")},
    "E": {"vi": ("Giảm", "Như cũ", "Tăng"), "en": ("Decrease", "Same", "Increase")},
}
_STEP_CODES = {"C": ("N", "U", "Y"), "E": ("D", "S", "I")}


def start(asked: Asked, kind: str, survey: Survey, title: str = "") -> Document:
    """Return the beginnings of the question that one of theirs is."""
    code = survey.form.code_for(title or asked.title, asked.place)
    return survey.worded(asked, {"code": code, "kind": kind})


def five(asked: Asked, survey: Survey) -> Iterator[Document]:
    """Ask for one of five points."""
    question = start(asked, "scale", survey)
    question["scale"] = survey.form.scale_named("points_5", _points(5, survey))
    survey.means(asked, "", Meant(question["code"], "scale", {}))
    yield question


def _points(most: int, survey: Survey) -> Document:
    steps = [
        {"value": at, "words": dict.fromkeys(survey.languages, str(at))}
        for at in range(1, most + 1)
    ]
    return {"options": steps}


def matrix(asked: Asked, survey: Survey) -> Iterator[Document]:
    """Ask for each row on one scale."""
    question = start(asked, "matrix", survey)
    scale, values = _scale_of(asked, survey)
    question["scale"] = scale
    question["rows"] = []
    taken: set[str] = set()
    for row in asked.rows:
        code = names.code_from(row.title, taken, "r")
        taken.add(code)
        question["rows"].append({"code": code, "words": row.words})
        survey.means(asked, row.title, Meant(f"{question['code']}.{code}", "matrix", values))
    yield question


def _scale_of(asked: Asked, survey: Survey) -> tuple[str, dict[str, str]]:
    form = survey.form
    if asked.type in "AB":
        most = 5 if asked.type == "A" else 10
        return form.scale_named(f"points_{most}", _points(most, survey)), {}
    if asked.type in _STEPS:
        said = _STEPS[asked.type]
        options = [
            {
                "value": at + 1,
                "words": {each: said.get(each, said["vi"])[at] for each in survey.languages},
            }
            for at in range(3)
        ]
        values = {code: str(at) for at, code in enumerate(_STEP_CODES[asked.type], 1)}
        return form.scale_named(f"steps_{asked.type.lower()}", {"options": options}), values
    titles = [each.title for each in asked.answers]
    numbers = [int(each) for each in titles if each.isascii() and each.isdigit()]
    if len(numbers) < len(titles) or sorted(set(numbers)) != numbers:
        numbers = list(range(1, len(titles) + 1))
        told = ", ".join(f"{a} = {b}" for a, b in zip(titles, numbers, strict=True))
        survey.note(asked, f"các mức được đánh số theo thứ tự: {told}.")
    options = [
        {"value": number, "words": each.words}
        for number, each in zip(numbers, asked.answers, strict=True)
    ]
    values = {each: str(number) for each, number in zip(titles, numbers, strict=True)}
    return form.scale_named(names.code_from(asked.title, (), "s"), {"options": options}), values
