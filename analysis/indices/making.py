"""Making a definition of the plain document it is written as, strictly and with its place."""

from collections.abc import Mapping, Sequence

from analysis.indices.method import Method
from analysis.indices.structure import (
    Cut,
    Definition,
    Grade,
    Indicator,
    Measure,
    Part,
    Rule,
)

_KEYS = frozenset(
    [
        *("code", "index", "name", "decision", "year", "since", "until", "scale", "percent"),
        *("rule", "sample", "note", "questionnaires", "stated", "cuts", "grades", "parts"),
        "groups",
    ]
)
_PART = frozenset(
    [
        *("code", "name", "parts", "questions", "indicators", "measure", "scale", "points"),
        *("criteria", "sub_criteria"),
    ]
)
_INDICATOR = frozenset(("question", "goalposts", "best_is_low", "values"))
_NUMBERED = frozenset(("least", "points", "name"))

Plain = Mapping[str, object]


class Unfit(Exception):
    """The document is no definition: where in it, and what is wrong."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


def made(document: object) -> Definition:
    """Return the definition that `document` describes; raise Unfit when it is none."""
    said = _mapping(document, "", _KEYS)
    method = Method(
        code=_text(said, "code", ""),
        name=_text(said, "name", ""),
        decision=_text(said, "decision", ""),
        year=_whole(said, "year", ""),
    )
    rule = _text(said, "rule", "")
    if rule not in list(Rule):
        raise Unfit("rule", f"không có cách gộp {rule}")
    return Definition(
        method=method,
        index=_text(said, "index", ""),
        since=_whole(said, "since", ""),
        until=None if said.get("until") is None else _whole(said, "until", ""),
        scale=_pair(said, "scale", ""),
        rule=Rule(rule),
        parts=(*_parts(said, "parts", ""), *_parts(said, "groups", "", is_group=True)),
        questionnaires=_texts(said.get("questionnaires") or (), "questionnaires"),
        is_percent=bool(said.get("percent", False)),
        grades=tuple(
            Grade(_number(each, "least", at), _text(each, "name", at))
            for at, each in _listed(said, "grades", "", _NUMBERED)
        ),
        cuts=tuple(
            Cut(_number(each, "least", at), _number(each, "points", at))
            for at, each in _listed(said, "cuts", "", _NUMBERED)
        ),
        is_sample=bool(said.get("sample", False)),
        note=str(said.get("note") or ""),
    )


def _parts(said: Plain, key: str, where: str, *, is_group: bool = False) -> tuple[Part, ...]:
    return tuple(_part(each, at, is_group) for at, each in _listed(said, key, where, _PART))


def _part(said: Plain, where: str, is_group: bool) -> Part:
    measure = str(said.get("measure") or Measure.SATISFIED)
    if measure not in list(Measure):
        raise Unfit(f"{where}.measure", f"không có cách đo {measure}")
    return Part(
        code=_text(said, "code", where),
        name=_text(said, "name", where),
        parts=_parts(said, "parts", where),
        questions=_questions(said.get("questions"), f"{where}.questions"),
        indicators=tuple(
            _indicator(each, at) for at, each in _listed(said, "indicators", where, _INDICATOR)
        ),
        measure=Measure(measure),
        scale=_pair(said, "scale", where) if "scale" in said else None,
        points=_number(said, "points", where) if "points" in said else None,
        criteria=_whole(said, "criteria", where) if "criteria" in said else None,
        sub_criteria=_whole(said, "sub_criteria", where) if "sub_criteria" in said else None,
        is_group=is_group,
    )


def _indicator(said: Plain, where: str) -> Indicator:
    low, high = _pair(said, "goalposts", where)
    values = said.get("values")
    told = None
    if values is not None:
        counted = _mapping(values, f"{where}.values")
        told = {key: _number(counted, key, f"{where}.values") for key in counted}
    return Indicator(
        _text(said, "question", where), low, high, bool(said.get("best_is_low", False)), told
    )


def _questions(said: object, where: str) -> dict[str, tuple[str, ...]] | None:
    if said is None:
        return None
    asked = _mapping(said, where)
    return {code: _texts(asked[code], f"{where}.{code}") for code in asked}


def _mapping(said: object, where: str, known: frozenset[str] | None = None) -> Plain:
    if not isinstance(said, dict):
        raise Unfit(where, "phải là các cặp khoá và giá trị")
    for key in said:
        if known is not None and key not in known:
            raise Unfit(f"{where}.{key}".lstrip("."), f"không hiểu khoá {key}")
    return {str(key): value for key, value in said.items()}


def _listed(said: Plain, key: str, where: str, known: frozenset[str]) -> list[tuple[str, Plain]]:
    found = said.get(key)
    place = f"{where}.{key}".lstrip(".")
    if found is None:
        return []
    if not isinstance(found, list):
        raise Unfit(place, "phải là một danh sách")
    places = [f"{place}[{number}]" for number in range(len(found))]
    return [(at, _mapping(each, at, known)) for at, each in zip(places, found, strict=True)]


def _texts(said: object, where: str) -> tuple[str, ...]:
    if not isinstance(said, Sequence) or not all(isinstance(each, str) for each in said):
        raise Unfit(where, "phải là một danh sách mã")
    return tuple(str(each) for each in said)


def _text(said: Plain, key: str, where: str) -> str:
    found = said.get(key)
    if not isinstance(found, str) or not found.strip():
        raise Unfit(f"{where}.{key}".lstrip("."), f"thiếu {key}, hoặc không phải chữ")
    return found.strip()


def _whole(said: Plain, key: str, where: str) -> int:
    found = said.get(key)
    if not isinstance(found, int) or isinstance(found, bool):
        raise Unfit(f"{where}.{key}".lstrip("."), f"{key} phải là một số nguyên")
    return found


def _number(said: Plain, key: str, where: str) -> float:
    found = said.get(key)
    if not isinstance(found, int | float) or isinstance(found, bool):
        raise Unfit(f"{where}.{key}".lstrip("."), f"{key} phải là một số")
    return float(found)


def _pair(said: Plain, key: str, where: str) -> tuple[float, float]:
    found = said.get(key)
    place = f"{where}.{key}".lstrip(".")
    if not isinstance(found, list) or len(found) != 2:
        raise Unfit(place, f"{key} phải là hai số: thấp nhất và cao nhất")
    low, high = (_number({key: each}, key, where) for each in found)
    if low >= high:
        raise Unfit(place, f"{key}: số đầu phải nhỏ hơn số sau")
    return low, high
