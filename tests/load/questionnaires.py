"""What it costs to check a questionnaire, to build and render its form, and to send its pages."""

import gzip
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from flask import Flask
from flask_babel import Babel
from jinja2 import Environment
from markupsafe import Markup

from forms import library, showing
from forms.form import BallotForm
from forms.paging import Next
from forms.questionnaire import Questionnaire
from forms.reading import faults_of
from forms.wiring import init_app
from tests.load.progress import say
from tests.load.table import Figure, times
from tests.markup import Element, parse

ROUNDS = 300
QUESTIONS, LANGUAGES = 500, tuple(f"x{letter}a" for letter in "abcdefghi")


def written() -> Iterator[Figure]:
    """Measure checking, building and rendering, and the pages of the longest form."""
    say("questionnaires")
    app = Flask("forms_alone")
    Babel(app, default_locale="vi")
    init_app(app)
    with app.app_context():
        yield _rendered(library.find("dossier", 1))
        yield _heaviest_page(library.newest("sipas-2022"))
    yield _checked()


def _rendered(questionnaire: Questionnaire) -> Figure:
    sent = {question.code: "4" for question in questionnaire.questions if question.scale}

    def ours() -> Markup:
        return showing.filled(BallotForm(questionnaire, "vi", sent))

    bare = _bare(ours())
    ours_ms, bare_ms = _milliseconds(ours), _milliseconds(bare)
    return Figure(
        "form of dossier, built and rendered, ms (median)",
        f"{ours_ms:.2f}",
        f"{bare_ms:.2f}",
        times(ours_ms, bare_ms),
        "≤ 3",
    )


def _bare(html: str) -> Callable[[], str]:
    """Return what renders the same HTML with bare Jinja, every word of it a variable."""
    words: list[str] = []

    def marked(text: str) -> str:
        if not text.strip():
            return text
        words.append(text)
        return f"{{{{ words[{len(words) - 1}] }}}}"

    template = Environment(autoescape=True).from_string(_written(parse(html), marked))
    return lambda: template.render(words=words)


def _written(element: Element, marked: Callable[[str], str]) -> str:
    inside = "".join(
        _written(child, marked) if isinstance(child, Element) else marked(child)
        for child in element.inside
    )
    told = "".join(f' {name}="{marked(value)}"' for name, value in element.attributes.items())
    return f"<{element.tag}{told}>{inside}</{element.tag}>"


def _milliseconds(render: Callable[[], object]) -> float:
    render()
    spent = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        render()
        spent.append(time.perf_counter() - began)
    return median(spent) * 1000


def _heaviest_page(questionnaire: Questionnaire) -> Figure:
    """Every page with its style, as compressed; all answers given on the way travel along."""
    sent = _all_first_choices(questionnaire)
    sizes = [
        len(gzip.compress(f"{showing.style()}{showing.filled(form)}".encode(), 9))
        for form in (
            BallotForm(questionnaire, "vi", sent, next_=Next(page))
            for page in range(1, len(questionnaire.pages) + 1)
        )
    ]
    asked = len(questionnaire.questions) + sum(len(q.rows) for q in questionnaire.questions)
    return Figure(
        f"{questionnaire.code}, {asked} questions on {len(sizes)} pages: heaviest, bytes",
        f"{max(sizes):,}",
        "–",
        "–",
        "≤ 14,336",
    )


def _all_first_choices(questionnaire: Questionnaire) -> dict[str, str]:
    sent: dict[str, str] = {}
    for question in questionnaire.questions:
        steps = question.scale.options if question.scale else ()
        if question.rows:
            sent |= {f"{question.code}.{row.code}": str(steps[0].value) for row in question.rows}
        elif steps:
            sent[question.code] = str(steps[0].value)
        elif question.kind == "choice":
            sent[question.code] = question.choices[0].code
        elif question.kind == "choices":
            sent[f"{question.code}.{question.choices[0].code}"] = "1"
    return sent


def _checked() -> Figure:
    document = large_document()
    began = time.perf_counter()
    found = faults_of(document)
    spent = time.perf_counter() - began
    assert not found, found[:3]
    size = f"{QUESTIONS} questions × {len(LANGUAGES) + 1} languages"
    return Figure(f"check of {size}, s", f"{spent:.2f}", "–", "–", "< 1")


def large_document() -> dict[str, Any]:
    """Return a sound questionnaire of that size, every second question with a condition."""
    languages = ["vi", *LANGUAGES]

    def text(words: str) -> dict[str, str]:
        return {language: f"{words} ({language})" for language in languages}

    scale = {
        "satisfied": [4, 5],
        "options": [{"value": n, "words": text(f"Mức {n}")} for n in range(1, 6)],
    }
    questions = [
        {
            "code": f"q{number}",
            "kind": "scale",
            "scale": "five",
            "words": text(f"Câu hỏi số {number}"),
            "source": "thử",
            **({"when": f"q{number - 1} <= 3 or q{number - 1} is skipped"} if number % 2 else {}),
        }
        for number in range(QUESTIONS)
    ]
    return {
        "code": "large",
        "version": 1,
        "official": False,
        "languages": languages,
        "title": text("Phiếu lớn"),
        "intro": text("Xin mời"),
        "scales": {"five": scale},
        "sections": [
            {"code": f"s{at}", "title": text(f"Phần {at}"), "questions": questions[at : at + 10]}
            for at in range(0, QUESTIONS, 10)
        ],
    }
