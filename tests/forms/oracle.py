"""What a questionnaire asks, worked out again in the simplest way, to hold ours against.

Conditions are nested tuples here, written out by `said` and judged by `true`, which
share nothing with the modules they check. `forms_with_paths` makes small questionnaires
with random conditions; `answers_to` lists every answer a question can have.
"""

from collections.abc import Iterator
from itertools import combinations, permutations, product
from typing import Any

from hypothesis import strategies as st

from tests.forms.parts import choices, document, question, section

Node = tuple[Any, ...]
Answers = dict[str, Any]

SCALES = {"three": {"options": [{"value": v, "words": {"vi": f"Mức {v}"}} for v in (1, 2, 3)]}}
DAYS = ["2026-01-30", "2026-01-31", "2026-02-01"]
MONTHS = ["2025-12", "2026-01", "2026-02"]
OPERATORS = ["<", "<=", ">", ">=", "=", "!="]
MARKS = {"dont_know": "~dont_know", "refused": "~refused"}

TEMPLATES: dict[str, dict[str, Any]] = {
    "scale": {"scale": "three"},
    "choice": {"choices": choices("a", "b", "c")},
    "choices": {"choices": choices("a", "b", "c", "none", none={"exclusive": True})},
    "yes_no": {},
    "consent": {},
    "number": {"least": 0, "most": 3},
    "decimal": {"decimals": 1, "least": 0, "most": "0.3"},
    "date": {"least": DAYS[0], "most": DAYS[-1]},
    "month": {"least": MONTHS[0], "most": MONTHS[-1]},
    "matrix": {"scale": "three", "rows": choices("r", "s")},
    "ranking": {"choices": choices("a", "b", "c")},
    "text": {},
    "note": {},
}


def said(node: Node) -> str:  # noqa: PLR0911  one line a sort
    """Write a condition as a line."""
    match node:
        case ("not", part):
            return f"not ({said(part)})"
        case (("and" | "or") as word, parts):
            return f" {word} ".join(f"({said(part)})" for part in parts)
        case ("has", name, choice):
            return f'{name} has "{choice}"'
        case ("count", name, operator, number):
            return f"count({name}) {operator} {number}"
        case ("is", name, state):
            return f"{name} is {state}"
        case ("ref", name, operator, other):
            return f"{name} {operator} {other}"
        case ("than", name, operator, value):
            quoted = isinstance(value, str) and not value.replace(".", "").isdigit()
            return f"{name} {operator} " + (f'"{value}"' if quoted else str(value))
    raise ValueError(node)


def true(node: Node, answers: Answers) -> bool:  # noqa: PLR0911  one line a sort
    """Judge a condition the slow and plain way."""
    match node:
        case ("not", part):
            return not true(part, answers)
        case ("and", parts):
            return all(true(part, answers) for part in parts)
        case ("or", parts):
            return any(true(part, answers) for part in parts)
    answer = looked_up(node[1], answers)
    silent = answer is None or (isinstance(answer, str) and answer[:1] == "~")
    if node[0] == "is":
        if node[2] in MARKS:
            return answer == MARKS[node[2]]
        return answer is None if node[2] == "skipped" else not silent
    if silent:
        return False
    if node[0] == "has":
        return node[2] in taken(answer)
    if node[0] == "count":
        return related(len(taken(answer)), node[2], node[3])
    other = looked_up(node[3], answers) if node[0] == "ref" else node[3]
    if other is None or (isinstance(other, str) and other[:1] == "~"):
        return False
    return related(answer, node[2], other)


def looked_up(name: str, answers: Answers) -> Any:
    code, _, row = name.partition(".")
    answer = answers.get(code)
    return answer.get(row) if row and isinstance(answer, dict) else answer


def taken(answer: Any) -> list[str]:
    if isinstance(answer, dict):
        return [row for row, value in answer.items() if not str(value).startswith("~")]
    return list(answer)


def related(one: Any, operator: str, other: Any) -> bool:
    for kind in (float, str):
        try:
            a, b = kind(one), kind(other)
        except ValueError:
            continue
        return {
            "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b, "=": a == b, "!=": a != b
        }[operator]  # fmt: skip
    raise AssertionError


def values_of(asked: dict[str, Any]) -> list[Any]:  # noqa: PLR0911  one line a sort
    """Return every answer that is none of the ways of saying nothing."""
    match asked["kind"]:
        case "scale":
            return [1, 2, 3]
        case "choice":
            return ["a", "b", "c"]
        case "choices":
            least, most = asked.get("least", 1), asked.get("most", 3)
            sizes = range(least, most + 1)
            return [list(some) for size in sizes for some in combinations("abc", size)] + [["none"]]
        case "yes_no":
            return ["yes", "no"]
        case "consent":
            return ["agreed", "declined"]
        case "number":
            return [0, 1, 2, 3]
        case "decimal":
            return ["0.0", "0.1", "0.2", "0.3"]
        case "date":
            return list(DAYS)
        case "month":
            return list(MONTHS)
        case "ranking":
            orders = (order for size in (1, 2, 3) for order in permutations("abc", size))
            return [{code: place for place, code in enumerate(order, 1)} for order in orders]
        case "matrix":
            return list(tables(asked))
        case "note":
            return []
    return ["words"]


def tables(asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
    each = [1, 2, 3, *(MARKS[name] for name in asked.get("allows", []))]
    left_out = [] if asked.get("required") else [None]
    for pair in product([*each, *left_out], repeat=2):
        if found := {row: v for row, v in zip("rs", pair, strict=True) if v is not None}:
            yield found


def answers_to(asked: dict[str, Any]) -> list[Any]:
    """Return everything somebody who is asked may come out with; None is passing it over."""
    marks = [] if asked["kind"] == "matrix" else [MARKS[name] for name in asked.get("allows", [])]
    return [*([] if asked.get("required") else [None]), *marks, *values_of(asked)]


@st.composite
def atoms_about(draw, asked: dict[str, Any]) -> Node:
    """Draw a comparison with answers of one question."""
    name, kind = asked["code"], asked["kind"]
    operator = draw(st.sampled_from(OPERATORS))
    equal = draw(st.sampled_from(["=", "!="]))
    states = ["answered", "skipped", *asked.get("allows", [])]
    if kind in ("matrix", "ranking"):
        row = draw(st.sampled_from("rs" if kind == "matrix" else "abc"))
        nodes = [
            ("than", f"{name}.{row}", operator, draw(st.integers(1, 3))),
            ("count", name, operator, draw(st.integers(0, 3))),
            ("has", name, row),
            ("is", f"{name}.{row}", draw(st.sampled_from(states))),
        ]
    else:
        nodes = {
            "scale": [("than", name, operator, draw(st.integers(0, 4)))],
            "number": [("than", name, operator, draw(st.sampled_from([0, 1, 2.5, 3, 4])))],
            "decimal": [("than", name, operator, draw(st.sampled_from([0, "0.2", "0.25", 1])))],
            "choice": [("than", name, equal, draw(st.sampled_from("abc")))],
            "yes_no": [("than", name, equal, draw(st.sampled_from(["yes", "no"])))],
            "consent": [("than", name, equal, draw(st.sampled_from(["agreed", "declined"])))],
            "date": [("than", name, operator, draw(st.sampled_from(DAYS)))],
            "month": [("than", name, operator, draw(st.sampled_from(MONTHS)))],
            "choices": [
                ("has", name, draw(st.sampled_from(["a", "b", "none"]))),
                ("count", name, operator, draw(st.integers(0, 3))),
            ],
        }.get(kind, [])
        nodes.append(("is", name, draw(st.sampled_from(states))))
    return draw(st.sampled_from(nodes))


def nodes_about(earlier: list[dict[str, Any]]) -> st.SearchStrategy[Node]:
    """Draw a condition on what was asked before."""
    one = st.sampled_from(earlier).flatmap(atoms_about)
    several = st.tuples(st.sampled_from(["and", "or"]), st.lists(one, min_size=2, max_size=3))
    return st.one_of(
        one,
        several,
        st.tuples(st.just("not"), one | several),
        st.tuples(st.just("and"), st.lists(one | several, min_size=2, max_size=2)),
    )


@st.composite
def questions(draw, code: str) -> dict[str, Any]:
    """Draw a question of any kind."""
    kind = draw(st.sampled_from(sorted(TEMPLATES)))
    more: dict[str, Any] = dict(TEMPLATES[kind])
    if kind == "choices":
        more |= draw(st.sampled_from([{}, {"least": 2}, {"most": 2}, {"least": 2, "most": 2}]))
    if kind != "note":
        more |= draw(st.sampled_from([{}, {}, {"required": True}]))
    if kind not in ("note", "consent"):
        more |= draw(st.sampled_from([{}, {"allows": ["refused"]}, {"allows": [*MARKS]}]))
    return question(code, kind, f"Hỏi {code}?", **more)


@st.composite
def forms_with_paths(draw, most: int = 4) -> tuple[dict[str, Any], dict[str, Node]]:
    """Draw a document of some sections, and the condition of each question that has one."""
    codes = "pqrstu"[: draw(st.integers(2, most))]
    asked: list[dict[str, Any]] = []
    conditions: dict[str, Node] = {}
    for code in codes:
        new = draw(questions(code))
        said_before = [each for each in asked if each["kind"] != "note"]
        if said_before and draw(st.booleans()):
            conditions[code] = draw(nodes_about(said_before))
            new["when"] = said(conditions[code])
        asked.append(new)
    pages = draw(st.lists(st.booleans(), min_size=len(asked), max_size=len(asked)))
    parts = [
        section(f"part_{each['code']}", each, **({"page": True} if begins else {}))
        for each, begins in zip(asked, pages, strict=True)
    ]
    return document(*parts, scales=SCALES), conditions


def asked_in(written: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for part in written["sections"] for each in part["questions"]]


def reached(written: dict[str, Any], conditions: dict[str, Node]) -> set[str]:
    """Return the questions that some way of answering leads to, by trying every one."""
    found: set[str] = set()
    ways: list[Answers] = [{}]
    for each in asked_in(written):
        code, further = each["code"], []
        for way in ways:
            if code in conditions and not true(conditions[code], way):
                further.append({**way, code: "~not_asked"})
                continue
            found.add(code)
            further.extend(
                {**way, code: said} if said is not None else way for said in answers_to(each)
            )
        ways = further
    return found


def sent_for(code: str, kind: str, answer: Any) -> dict[str, str]:
    """Return what a page sends for an answer."""
    if answer is None:
        return {}
    if isinstance(answer, list):
        return {f"{code}.{each}": "1" for each in answer}
    if isinstance(answer, dict):
        return {f"{code}.{row}": str(value) for row, value in answer.items()}
    if answer[:1] == "~" if isinstance(answer, str) else False:
        in_itself = kind in ("scale", "choice", "yes_no")
        return {code if in_itself else f"{code}.~": answer}
    return {code: str(answer)}
