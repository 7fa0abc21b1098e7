"""A questionnaire's file, read strictly: what it says, and on which line.

YAML lets a key be written twice (the last one wins, unseen), lets a few lines
stand for millions (aliases), and nests without end. None of that is needed to
write a questionnaire, so all of it is refused here, before anything is built.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

LARGEST = 2_000_000
DEEPEST = 20
LONGEST_NUMBER = 40

_PLAIN = frozenset(("str", "int", "float", "bool", "null", "timestamp", "seq", "map"))
"""What may stand in a questionnaire; a sort said by name ("!!set") is none that is needed."""


class _Mark(Protocol):
    """A place in the text; C and Python parsers each have their own."""

    line: int


class Unreadable(Exception):
    """The file is not the plain YAML a questionnaire is written in."""

    def __init__(self, what: str, line: int = 1) -> None:
        super().__init__(what)
        self.what = what
        self.line = line


@dataclass(frozen=True, slots=True)
class Source:
    """What a file says, and the line on which each place in it begins."""

    document: object
    lines: Mapping[str, int]

    def line_of(self, where: str) -> int:
        """Return the line of `where`, or of the nearest place around it that is there."""
        while where and where not in self.lines:
            where = where[: max(where.rfind("."), where.rfind("["), 0)]
        return self.lines.get(where, 1)


def read(text: str) -> Source:
    """Return what `text` says; raise Unreadable where it cannot be trusted."""
    if len(text) > LARGEST:
        raise Unreadable(f"tệp dài quá {LARGEST} ký tự")
    try:
        _refuse_traps(text)
        loader = Loader(text)
        node = loader.get_single_node()
        if node is None:
            raise Unreadable("tệp trống")
        lines = dict(_places(node, ""))
        return Source(loader.construct_document(node), lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(f"không đúng YAML: {error.problem}", _line(mark)) from error
    # A date or number that cannot be is a ValueError; a forbidden sign is a plain YAMLError;
    # what is called a truth or a moment and is none is one of the others.
    except (yaml.YAMLError, ValueError, KeyError, AttributeError) as error:
        raise Unreadable(f"không đúng YAML: {error}") from error


def _refuse_traps(text: str) -> None:
    # Events come one by one, so neither depth nor aliases have cost anything yet.
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable("không được dùng bí danh (*)", _line(event.start_mark))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise Unreadable(f"lồng quá {DEEPEST} tầng", _line(event.start_mark))


def _places(node: yaml.Node, where: str) -> Iterator[tuple[str, int]]:
    yield where, _line(node.start_mark)
    _refuse_sort(node)
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _places(item, f"{where}[{number}]")
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            _refuse_key(key, seen)
            place = f"{where}.{key.value}".lstrip(".")
            yield from _places(value, place)
            yield place, _line(key.start_mark)


def _refuse_sort(node: yaml.Node) -> None:
    sort = node.tag.rpartition(":")[2]
    if sort not in _PLAIN:
        raise Unreadable(f"không đúng YAML: không được dùng {node.tag}", _line(node.start_mark))
    # Longer than any bound, and slow to write out again; .nan and .inf are no numbers.
    is_number = sort in ("int", "float")
    if is_number and (len(node.value) > LONGEST_NUMBER or _is_endless(node.value)):
        raise Unreadable("số này không dùng được", _line(node.start_mark))


def _is_endless(number: str) -> bool:
    return number.lower().lstrip("+-") in (".nan", ".inf")


def _refuse_key(key: yaml.Node, seen: set[str]) -> None:
    if not isinstance(key, yaml.ScalarNode) or not key.tag.endswith(":str"):
        words = "khoá phải là một từ (số, ngày, yes, no thì đặt trong dấu nháy)"
        raise Unreadable(words, _line(key.start_mark))
    if key.value in seen:
        raise Unreadable(f"khoá {key.value} ghi hai lần", _line(key.start_mark))
    seen.add(key.value)


def _line(mark: _Mark | None) -> int:
    return mark.line + 1 if mark is not None else 1
