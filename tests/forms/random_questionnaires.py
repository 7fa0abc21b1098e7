"""Questionnaires nobody thought of: sound ones, over every kind, with conditions and languages.

`documents()` draws a document that has no fault; `answers_to(questionnaire)` draws what
somebody might send for it, by name on the wire.
"""

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from forms import reading
from forms.kinds import KINDS
from forms.questionnaire import FACES, Question, Questionnaire

Drawn = Any

LANGUAGES = ("en", "tyz", "km", "zh-Hant", "fr")
MARKS = ("dont_know", "refused")

# Letters of several scripts, what spreadsheets take for formulas, what XML must escape.
_LETTERS = "abcXYZ 0123ăâđêôơưạẩỹ=+-@<>&\"'%{}()[];:,.?!#|\\/*_~–“”ខ្មែរ漢字🙂"
WORDS = (
    st.text(st.sampled_from(_LETTERS), min_size=1, max_size=24)
    .map(lambda said: said.strip() or "=1+1")
    .filter(lambda said: "${" not in said)
)
CODES = st.from_regex(r"[a-z][a-z0-9_]{0,11}", fullmatch=True).filter(
    lambda code: code not in ("and", "or", "not", "has", "is", "count", "overall")
)


def texts(draw: Drawn, languages: list[str]) -> dict[str, str]:
    """Draw words in every one of `languages`."""
    return {language: draw(WORDS) for language in languages}


@st.composite
def documents(draw: Drawn) -> dict[str, Any]:
    """Draw a questionnaire as a document without a fault."""
    others = draw(st.lists(st.sampled_from(LANGUAGES), unique=True, max_size=2))
    languages = draw(st.permutations(["vi", *others]))
    scales = {code: _scale(draw, languages) for code in draw(_codes(1, 2))}
    document: dict[str, Any] = {
        "code": draw(st.from_regex(r"[a-z][a-z0-9_-]{0,15}", fullmatch=True)),
        "version": draw(st.integers(1, 99)),
        "official": draw(st.booleans()),
        "languages": list(languages),
        "title": texts(draw, languages),
        "intro": texts(draw, languages),
        "scales": scales,
        "sections": _sections(draw, languages, scales),
    }
    if draw(st.booleans()):
        document["states"] = {languages[-1]: draw(st.sampled_from(("official", "unverified")))}
    _put_rules(draw, document, languages)
    if len(languages) > 1 and draw(st.booleans()):
        last = [language for language in languages if language != "vi"][-1]
        document["sections"][0]["questions"][0]["words"].pop(last)
    assume(reading.faults_of(document) == [])
    return document


def questionnaires() -> st.SearchStrategy[Questionnaire]:
    """Draw a sound questionnaire."""
    return documents().map(reading.made)


def _codes(least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(CODES, min_size=least, max_size=most, unique=True)


def _scale(draw: Drawn, languages: list[str]) -> dict[str, Any]:
    values = sorted(draw(st.sets(st.integers(0, 12), min_size=2, max_size=5)))
    scale: dict[str, Any] = {
        "options": [{"value": value, "words": texts(draw, languages)} for value in values]
    }
    for option in scale["options"]:
        if draw(st.booleans()):
            option["face"] = draw(st.sampled_from(FACES))
    if draw(st.booleans()):
        scale["satisfied"] = values[draw(st.integers(1, len(values) - 1)) :]
    return scale


def _sections(draw: Drawn, languages: list[str], scales: dict[str, Any]) -> list[dict[str, Any]]:
    codes = draw(_codes(2, 7))
    cuts = sorted(draw(st.sets(st.integers(1, len(codes) - 1), max_size=2)))
    sections: list[dict[str, Any]] = []
    before: list[dict[str, Any]] = []
    for start, end in zip([0, *cuts], [*cuts, len(codes)], strict=True):
        section: dict[str, Any] = {
            "code": draw(CODES.filter(lambda code: code not in {s["code"] for s in sections})),
            "title": texts(draw, languages),
            "questions": [],
        }
        if draw(st.booleans()):
            section["page"] = True
        _put_when(draw, section, before)
        for code in codes[start:end]:
            question = _question(draw, code, languages, scales, before)
            section["questions"].append(question)
            before.append(question)
        sections.append(section)
    return sections


def _question(
    draw: Drawn, code: str, languages: list[str], scales: dict[str, Any], before: list[Any]
) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(KINDS)))
    may = KINDS[kind].shape.may
    question: dict[str, Any] = {
        "code": code,
        "kind": kind,
        "words": texts(draw, languages),
        "source": draw(WORDS),
    }
    for key in ("hint", "reason"):
        if draw(st.integers(0, 3)) == 0:
            question[key] = texts(draw, languages)
    if kind != "note" and draw(st.booleans()):
        question["required"] = True
    if "allows" in may and draw(st.booleans()):
        question["allows"] = draw(st.lists(st.sampled_from(MARKS), unique=True, min_size=1))
    _put_parts(draw, question, languages, scales)
    _put_bounds(draw, question, languages)
    _put_among(draw, question, before)
    _put_when(draw, question, before)
    return question


def _put_parts(
    draw: Drawn, question: dict[str, Any], languages: list[str], scales: dict[str, Any]
) -> None:
    needs = KINDS[question["kind"]].shape.needs
    if "scale" in needs:
        question["scale"] = draw(st.sampled_from(sorted(scales)))
    for key in needs & {"choices", "rows"}:
        codes = draw(_codes(3, 5))
        question[key] = [{"code": code, "words": texts(draw, languages)} for code in codes]
    if question["kind"] in ("choice", "choices") and draw(st.booleans()):
        question["choices"][0]["other"] = True
    if question["kind"] == "choices" and draw(st.booleans()):
        question["choices"][-1]["exclusive"] = True
    if "decimals" in needs:
        question["decimals"] = draw(st.integers(1, 3))


def _put_bounds(draw: Drawn, question: dict[str, Any], languages: list[str]) -> None:
    kind = question["kind"]
    bounds = {
        "choices": (1, 2),
        "number": (-5, 120),
        "decimal": ("0.5", 99),
        "date": ("2025-01-31", "2026-12-31"),
        "month": ("2025-02", "2026-02"),
        "ranking": (None, 2),
    }.get(kind, (None, None))
    for name, bound in zip(("least", "most"), bounds, strict=True):
        if bound is not None and draw(st.booleans()):
            question[name] = bound
    if kind in ("number", "decimal") and draw(st.booleans()):
        question["measure"] = texts(draw, languages)
    if kind in ("line", "text") and draw(st.booleans()):
        question["longest"] = draw(st.integers(1, 200))


def _put_among(draw: Drawn, question: dict[str, Any], before: list[Any]) -> None:
    ticked = [each for each in before if each["kind"] == "choices"]
    if "among" in KINDS[question["kind"]].shape.may and ticked and draw(st.booleans()):
        other = draw(st.sampled_from(ticked))
        question["among"] = other["code"]
        question["choices"] = [
            {"code": choice["code"], "words": dict(choice["words"])} for choice in other["choices"]
        ]


def _put_when(draw: Drawn, part: dict[str, Any], before: list[Any]) -> None:
    said = [line for each in before for line in _comparisons(each)]
    if not said or draw(st.booleans()):
        return
    parts = draw(st.lists(st.sampled_from(said), min_size=1, max_size=3))
    shape = draw(st.sampled_from(("{}", "not {}", "({})")))
    word = draw(st.sampled_from((" and ", " or ", "  or ")))
    part["when"] = word.join(shape.format(line) for line in parts)


def _comparisons(question: dict[str, Any]) -> list[str]:
    """Return conditions that may be asked of one question."""
    code, kind = question["code"], question["kind"]
    first = question.get("choices", question.get("rows", [{"code": ""}]))[0]["code"]
    found = {
        "scale": [f"{code} <= 5", f"{code} != {12}"],
        "choice": [f'{code} = "{first}"', f'{code} != "{first}"'],
        "choices": [f'{code} has "{first}"', f"count({code}) > 1", f"count({code}) < 3"],
        "yes_no": [f'{code} = "yes"', f'{code}="no"'],
        "number": [f"{code} >= 3", f"{code} != 7"],
        "decimal": [f"{code} < 2.5"],
        "date": [f'{code} >= "2025-03-01"', f'{code} != "2025-03-01"'],
        "month": [f'{code} = "2025-03"', f'{code} <= "2025-04"', f'{code} != "2025-04"'],
        "matrix": [f"{code}.{first} <= 6", f'{code} has "{first}"', f"{code}.{first} is answered"],
        "ranking": [f"{code}.{first} = 1", f'{code} has "{first}"'],
        "consent": [f'{code} = "agreed"'],
    }.get(kind, [])
    if kind != "note":
        found = [*found, f"{code} is answered"]
        found += [f"{code} is {mark}" for mark in question.get("allows", ())]
        found += [] if question.get("required") else [f"{code} is skipped"]
    return found


def _put_rules(draw: Drawn, document: dict[str, Any], languages: list[str]) -> None:
    numbers = [
        question["code"]
        for section in document["sections"]
        for question in section["questions"]
        if question["kind"] in ("number", "decimal", "scale")
    ]
    if len(numbers) > 1 and draw(st.booleans()):
        document["rules"] = [
            {
                "code": draw(CODES),
                "rule": f"{numbers[0]} <= {numbers[1]}",
                "words": texts(draw, languages),
            }
        ]


@st.composite
def answers_to(draw: Drawn, questionnaire: Questionnaire) -> dict[str, str]:
    """Draw what somebody might send for `questionnaire`: name on the wire → value."""
    sent: dict[str, str] = {}
    for question in questionnaire.questions:
        for part in KINDS[question.kind].parts(question):
            if draw(st.integers(0, 2)):
                name = f"{question.code}.{part}" if part else question.code
                sent[name] = draw(st.sampled_from(_values(question, part)))
    return sent


def _values(question: Question, part: str) -> list[str]:
    marks = [f"~{mark}" for mark in question.allows]
    if part == "~":
        return marks
    if question.scale is not None:
        return [*(str(step.value) for step in question.scale.options), *marks]
    return {
        "choice": [choice.code for choice in question.choices] + marks,
        "choices": ["1"],
        "yes_no": ["yes", "no", *marks],
        "number": ["3", "7", "60"],
        "decimal": ["1,5", "50.0"],
        "date": ["2025-03-01", "01/06/2026"],
        "month": ["2025-03", "2025-04"],
        "ranking": ["1", "2"],
        "consent": ["agreed", "declined"],
    }.get(question.kind, ["Chờ lâu"])
