"""A list of those invited: read row by row into people, or a sentence for each bad row.

Three columns: the address, the name (for the letter's greeting), the group. What is no
address we can write to, what stands twice and what would put a line of its own into a
letter's head is told with its number, and costs no neighbour.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from survey.mail import addresses
from survey.places.spelling import folded
from survey.row import CannotRead, Row

EMAIL, NAME, GROUP = "email", "name", "group"
HEADINGS: Mapping[str, tuple[str, ...]] = {
    EMAIL: ("email", "e-mail", "thư điện tử", "địa chỉ email", "địa chỉ thư"),
    NAME: ("họ tên", "họ và tên", "tên", "name"),
    GROUP: ("nhóm", "đối tượng", "group"),
}
LONGEST_NAME, LONGEST_GROUP = 120, 200


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the list."""

    line: int
    email: str
    address: str
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not taken, and why."""

    line: int
    words: str

    def __str__(self) -> str:
        return f"dòng {self.line}: {self.words}"


def people_in(rows: Iterable[Row], known: Iterable[str] = ()) -> tuple[list[Person], list[Refused]]:
    """Return those on the list who are not among `known`, and the lines that were refused.

    Raises CannotRead for a list without the columns.
    """
    lines = iter(rows)
    at = _columns(next(lines, Row(0, ())))
    seen = dict.fromkeys(known, 0)
    people: list[Person] = []
    refused: list[Refused] = []
    for row in lines:
        found = row.fault or _person(row, at)
        if isinstance(found, Person) and found.address in seen:
            first = seen[found.address]
            found = f"địa chỉ đã có ở dòng {first}" if first else "địa chỉ đã có trong danh sách"
        if isinstance(found, str):
            refused.append(Refused(row.number, found))
            continue
        seen[found.address] = row.number
        people.append(found)
    return people, refused


def _columns(header: Row) -> dict[str, int]:
    said = [" ".join(folded(cell).replace("_", " ").split()) for cell in header.cells]
    at = {
        column: said.index(folded(name))
        for column, names in HEADINGS.items()
        for name in reversed(names)
        if folded(name) in said
    }
    lacking = [HEADINGS[column][0] for column in (EMAIL, GROUP) if column not in at]
    if lacking:
        raise CannotRead(f"Danh sách thiếu cột: {', '.join(lacking)}.")
    return at


def _person(row: Row, at: Mapping[str, int]) -> Person | str:
    cells = {column: _cell(row.cells, place) for column, place in at.items()}
    if any(not letter.isprintable() for cell in cells.values() for letter in cell):
        return "có ký tự xuống dòng hoặc ký tự không in được"
    address = addresses.read(cells[EMAIL])
    if isinstance(address, addresses.Unusable):
        return address.words
    group, name = cells[GROUP], cells.get(NAME, "")
    if not group:
        return "chưa ghi nhóm"
    if len(name) > LONGEST_NAME or len(group) > LONGEST_GROUP:
        return "tên hoặc nhóm quá dài"
    return Person(row.number, address.email, address.key, name, group)


def _cell(cells: Sequence[str], place: int) -> str:
    # A space at either end, or a line's end after it, is a slip of the hand.
    return cells[place].strip() if place < len(cells) else ""
