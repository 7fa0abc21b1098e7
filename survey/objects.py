"""Rows that come as JSON: a list of objects, kept short, for it is read whole."""

import json
from collections.abc import Iterator, Mapping, Sequence

from survey.row import MOST_COLUMNS, CannotRead, Row, plain

LARGEST_JSON = 16_000_000
_BOM = b"\xef\xbb\xbf"


def of_objects(objects: Sequence[Mapping[str, object]]) -> Iterator[Row]:
    """Yield JSON objects as rows: one heading for all, then each object's values."""
    header = list(dict.fromkeys(key for each in objects for key in each))[:MOST_COLUMNS]
    yield Row(0, header)
    for number, each in enumerate(objects, start=1):
        cells = [plain(each.get(key)) for key in header]
        if None in cells:
            yield Row(number, (), "mỗi giá trị phải là chữ, số nguyên hoặc null")
        else:
            yield Row(number, [cell for cell in cells if cell is not None])


def parsed(content: bytes) -> object:
    """Return what JSON says; raise CannotRead for numbers and keys JSON should not have."""
    try:
        return json.loads(content, parse_constant=_refuse, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise CannotRead("Nội dung không phải JSON đọc được.") from error


def objects_in(content: bytes) -> list[Mapping[str, object]]:
    """Return the objects that a JSON file lists; raise CannotRead where it lists none."""
    if len(content) > LARGEST_JSON:
        raise CannotRead("Tệp JSON quá dài. Xin dùng CSV, hoặc gửi từng phần.")
    told = parsed(content.removeprefix(_BOM))
    # A list, or an object that holds one under whatever name.
    listed = next(iter(told.values())) if isinstance(told, dict) and len(told) == 1 else told
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise CannotRead("JSON phải là một danh sách, mỗi dòng một đối tượng.")
    return listed


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    told = dict(pairs)
    if len(told) != len(pairs):
        raise ValueError("a key stands twice")
    return told
