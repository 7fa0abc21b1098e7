"""A sheet of responses from elsewhere: paper forms typed in, or an older system's.

Each line says where, in which campaign, on which day and by which way, then one
column a question; of a drawn sample also its weight and clusters. A line that cannot be
read is a Fault with its number and a reason; it never costs its neighbours. What a line
means (is there such a unit?) is for `importing` to say.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

PLACE_COLUMNS = ("unit_code", "counter_code")
NEEDED_COLUMNS = ("campaign", "day", "channel")
OTHER_COLUMNS = ("form_no", "language")
DESIGN_COLUMNS = ("weight", "stratum", "psu", "second", "fpc", "second_fpc")
LABEL = "label:"
"""Before the name of a variable that margins are known for: `label:sex`."""
CHANNELS = ("paper", "import", "kiosk", "qr")
_DELIMITERS = ",;\t"
_DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y")
_LONGEST_CELL = 20_000


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a line, or the whole sheet (line 1), was not taken."""

    line: int
    words: str

    def __str__(self) -> str:
        return f"dòng {self.line}: {self.words}"


@dataclass(frozen=True, slots=True)
class Line:
    """One filled-in form as the sheet has it."""

    number: int
    unit_code: str
    counter_code: str
    campaign: str
    day: date
    channel: str
    language: str
    form_no: str
    cells: Mapping[str, str]  # question code → what was written, empty ones left out
    design: Mapping[str, str] = field(default_factory=dict)  # how somebody was drawn, likewise


@dataclass(frozen=True, slots=True)
class Header:
    """Which columns a sheet has, and what parts them."""

    columns: tuple[str, ...]
    delimiter: str

    @property
    def questions(self) -> tuple[str, ...]:
        """The columns that are questions' codes."""
        known = {*PLACE_COLUMNS, *NEEDED_COLUMNS, *OTHER_COLUMNS, *self.designs}
        return tuple(column for column in self.columns if column not in known)

    @property
    def designs(self) -> tuple[str, ...]:
        """The columns that say how somebody was drawn."""
        return tuple(
            column
            for column in self.columns
            if column in DESIGN_COLUMNS or column.startswith(LABEL)
        )


def header_of(first_line: str) -> Header | Fault:
    """Read the header; Vietnamese spreadsheets part columns by semicolon or tab."""
    delimiter = max(_DELIMITERS, key=first_line.count)
    cells = next(csv.reader([first_line], delimiter=delimiter), [])
    columns = tuple(cell.strip().lower() for cell in cells)
    missing = [column for column in NEEDED_COLUMNS if column not in columns]
    if missing:
        return Fault(1, f"thiếu cột {', '.join(missing)}; các cột phải cách nhau bằng dấu phẩy")
    if not set(PLACE_COLUMNS) & set(columns):
        return Fault(1, "thiếu cột unit_code (mã đơn vị) hoặc counter_code (mã quầy)")
    doubled = sorted({column for column in columns if columns.count(column) > 1})
    if doubled:
        return Fault(1, f"cột {', '.join(doubled)} có hai lần")
    return Header(columns, delimiter)


def lines_of(text: str, header: Header) -> Iterator[Line | Fault]:
    """Yield what each line after the header says; empty lines say nothing."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=header.delimiter)
    next(reader)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Fault(number, f"không đọc được ({error})")
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield _line(number, header, cells)


def _line(number: int, header: Header, cells: list[str]) -> Line | Fault:
    if len(cells) != len(header.columns):
        return Fault(number, f"có {len(cells)} cột, tiêu đề có {len(header.columns)} cột")
    row = {column: cell.strip() for column, cell in zip(header.columns, cells, strict=True)}
    if any("\0" in cell or len(cell) > _LONGEST_CELL for cell in row.values()):
        return Fault(number, "có ô chứa ký tự không hợp lệ hoặc quá dài")
    day = _day(row["day"])
    if day is None:
        return Fault(number, f"ngày {row['day']!r} phải viết 2026-11-20 hoặc 20/11/2026")
    if row["channel"] not in CHANNELS:
        return Fault(number, f"kênh {row['channel']!r} phải là một trong: {', '.join(CHANNELS)}")
    return Line(
        number=number,
        unit_code=row.get("unit_code", ""),
        counter_code=row.get("counter_code", ""),
        campaign=row["campaign"],
        day=day,
        channel=row["channel"],
        language=row.get("language") or "vi",
        form_no=row.get("form_no", ""),
        cells={code: row[code] for code in header.questions if row[code]},
        design={name: row[name] for name in header.designs if row[name]},
    )


def _day(written: str) -> date | None:
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(written, form).date()
        except ValueError:
            continue
    return None
