"""The rules of a questionnaire's flow: what its conditions and constraints may say.

A condition looks back, at a question that exists, for an answer that can be given;
and every question can be reached by somebody. The structure is sound already when
this is asked (`forms/check.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms import condition_reading
from forms.condition_reading import NotACondition
from forms.conditions import Atom, Compare, Condition, Ref, atoms, refs
from forms.domains import Domain
from forms.fit import misfit
from forms.kinds import KINDS
from forms.questionnaire import Question, Questionnaire
from forms.reachability import unreachable
from forms.routing import path_of
from forms.rules import Fault


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a question stands: its number in the order asked, and its place in the file."""

    number: int
    where: str
    question: Question
    conditions: tuple[str, ...]


def faults(questionnaire: Questionnaire) -> list[Fault]:
    """Return what is wrong with conditions, choices taken from elsewhere, and constraints."""
    places = _places(questionnaire)
    domains = {code: KINDS[at.question.kind].domain(at.question) for code, at in places.items()}
    found = [
        *_faults_in_conditions(questionnaire, places, domains),
        *_faults_in_among(places),
        *_faults_in_rules(questionnaire, places, domains),
    ]
    return found or list(_unreachable(questionnaire, places, domains))


def _places(questionnaire: Questionnaire) -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    for at, section in enumerate(questionnaire.sections):
        for number, question in enumerate(section.questions):
            where = f"sections[{at}].questions[{number}]"
            lines = tuple(line for line in (section.when, question.when) if line)
            found[question.code] = _Place(len(found), where, question, lines)
    return found


def _faults_in_conditions(
    questionnaire: Questionnaire, places: Mapping[str, _Place], domains: Mapping[str, Domain]
) -> Iterator[Fault]:
    for at, section in enumerate(questionnaire.sections):
        first = places[section.questions[0].code]
        yield from _faults_in_line(section.when, f"sections[{at}].when", first, places, domains)
    for place in places.values():
        line = place.question.when
        yield from _faults_in_line(line, f"{place.where}.when", place, places, domains)


def _faults_in_line(
    line: str,
    where: str,
    place: _Place,
    places: Mapping[str, _Place],
    domains: Mapping[str, Domain],
) -> Iterator[Fault]:
    condition = _read(line) if line else None
    if isinstance(condition, NotACondition):
        yield Fault(where, f"điều kiện không hiểu được: {condition.what}")
    if condition is None or isinstance(condition, NotACondition):
        return
    for ref in refs(condition):
        if ref.code in places and places[ref.code].number >= place.number:
            yield Fault(where, _looks_ahead(ref.code, place, places))
    for atom in atoms(condition):
        yield from _faults_in_atom(atom, where, places, domains)


def _faults_in_atom(
    atom: Atom, where: str, places: Mapping[str, _Place], domains: Mapping[str, Domain]
) -> Iterator[Fault]:
    unknown = [ref for ref in refs(atom) if ref.code not in places]
    for ref in unknown:
        yield Fault(where, f"không có câu hỏi {ref.code!r}")
    if unknown:
        return
    left = next(refs(atom))
    other = atom.right if isinstance(atom, Compare) and isinstance(atom.right, Ref) else None
    what = misfit(
        atom,
        places[left.code].question,
        domains[left.code],
        domains[other.code] if other else None,
    )
    if what:
        yield Fault(where, what)


def _looks_ahead(code: str, place: _Place, places: Mapping[str, _Place]) -> str:
    own = place.question.code
    back = _way(code, own, places)
    if back:
        return f"vòng lặp: {' → '.join([own, *back])}"
    return f"câu {code!r} được hỏi sau; điều kiện chỉ nhìn về các câu trước"


def _way(start: str, goal: str, places: Mapping[str, _Place]) -> list[str]:
    """Return the questions by which `start` hangs on `goal`, the shortest way; [] for none."""
    ways = {start: [start]}
    for code in (waiting := [start]):
        if code == goal:
            return ways[code]
        for further in _hangs_on(places[code]):
            if further in places and further not in ways:
                ways[further] = [*ways[code], further]
                waiting.append(further)
    return []


def _hangs_on(place: _Place) -> Iterator[str]:
    for line in place.conditions:
        condition = _read(line)
        if not isinstance(condition, NotACondition):
            yield from (ref.code for ref in refs(condition))


def _faults_in_among(places: Mapping[str, _Place]) -> Iterator[Fault]:
    for place in places.values():
        among = place.question.among
        if not among:
            continue
        other = places.get(among)
        if other is None or other.number >= place.number or other.question.kind != "choices":
            yield Fault(f"{place.where}.among", f"{among!r} không phải câu chọn nhiều ý đứng trước")
            continue
        known = {choice.code for choice in other.question.choices}
        for choice in place.question.choices:
            if choice.code not in known:
                yield Fault(f"{place.where}.among", f"câu {among!r} không có ý {choice.code!r}")


def _faults_in_rules(
    questionnaire: Questionnaire, places: Mapping[str, _Place], domains: Mapping[str, Domain]
) -> Iterator[Fault]:
    for number, rule in enumerate(questionnaire.rules):
        where = f"rules[{number}].rule"
        condition = _read(rule.holds)
        if isinstance(condition, NotACondition):
            yield Fault(where, f"ràng buộc không hiểu được: {condition.what}")
            continue
        for atom in atoms(condition):
            yield from _faults_in_atom(atom, where, places, domains)


def _unreachable(
    questionnaire: Questionnaire, places: Mapping[str, _Place], domains: Mapping[str, Domain]
) -> Iterator[Fault]:
    for stop in unreachable(path_of(questionnaire), domains):
        place = places[stop.question.code]
        where = f"{place.where}.when" if stop.question.when else place.where
        yield Fault(where, "không có cách trả lời nào dẫn tới câu hỏi này")


def _read(line: str) -> Condition | NotACondition:
    try:
        return condition_reading.read(line)
    except NotACondition as error:
        return error
