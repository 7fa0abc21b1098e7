"""Reading a sheet of published scores: CSV (UTF-8) or XLSX, one score a line.

The first line is the heading, in Vietnamese or in the words of the code. A line that
cannot be kept is told with its number and keeps nobody else out. "*" for a score, or a
star behind the name and nothing for a score, is a score that was withheld: no zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.indices.definitions import Shelf
from analysis.indices.printed import Printed, Remark, doubts, faults_of
from analysis.indices.score_files import Unreadable, lines_in
from analysis.indices.structure import TOTAL
from survey.places.spelling import folded

WITHHELD = "*"
_LONGEST = {"subject": 120, "code": 16, "part": 16, "source": 300, "decision": 200}
_HEADINGS = {
    "index": ("index", "chi so"),
    "subject": ("subject", "don vi", "tinh", "tinh, thanh pho", "ten don vi"),
    "code": ("code", "ma", "ma don vi"),
    "index_year": ("index_year", "nam", "nam cua chi so"),
    "published_year": ("published_year", "nam cong bo"),
    "part": ("part", "noi dung", "phan"),
    "value": ("value", "diem"),
    "n": ("n", "so nguoi tra loi"),
    "rank": ("rank", "thu hang", "xep hang"),
    "source": ("source", "nguon"),
    "decision": ("decision", "quyet dinh"),
}
_NEEDED = ("index", "subject", "index_year", "published_year", "value", "source")
_INDICES = {"par index": "par", "parindex": "par", "cchc": "par"}
PUBLISHED = ("sipas", "papi", "par", "pci")


class _Fault(Exception):
    """A line cannot be kept; the words say why."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The scores that can be kept, and what is to be said of lines."""

    scores: tuple[Printed, ...]
    remarks: tuple[Remark, ...]


def read(content: bytes, shelf: Shelf, this_year: int | None = None) -> Sheet:
    """Return the scores in a file; raise Unreadable when it is no sheet of scores.

    What says it was published after `this_year` is a slip of the hand, and kept out.
    """
    lines = lines_in(content)
    heading = next(lines, None)
    if heading is None:
        raise Unreadable("Tệp trống.")
    places = _places(heading[1])
    scores: list[Printed] = []
    remarks: list[Remark] = []
    for number, cells in lines:
        said = {key: cells[at].strip() if at < len(cells) else "" for key, at in places.items()}
        try:
            scores.append(_score(number, said, shelf))
            if this_year and scores[-1].published_year > this_year:
                raise _Fault(f"năm công bố {scores.pop().published_year} chưa tới")
        except _Fault as fault:
            remarks.append(Remark(number, str(fault)))
    kept, twice = _once(scores)
    found = [*remarks, *twice, *doubts(kept, shelf.definitions)]
    return Sheet(tuple(kept), tuple(sorted(found, key=lambda remark: remark.line)))


def subject_key(subject: str) -> str:
    """Return how a subject is looked up: "TP. Hồ Chí Minh" and "Ho Chi Minh" are one."""
    bare = "".join(sign if sign.isalnum() else " " for sign in folded(subject))
    words = bare.split()
    for title in (["thanh", "pho"], ["tinh"], ["tp"]):
        if words[: len(title)] == title and len(words) > len(title):
            words = words[len(title) :]
    return " ".join(words)


def _score(number: int, said: Mapping[str, str], shelf: Shelf) -> Printed:
    missing = [_HEADINGS[key][-1] for key in _NEEDED if key != "value" and not said[key]]
    if missing:
        raise _Fault("để trống: " + ", ".join(missing))
    for key, most in _LONGEST.items():
        if len(said.get(key, "")) > most or not said.get(key, "").isprintable():
            raise _Fault(f"ô {key} quá dài hoặc có ký tự không đọc được")
    index = _INDICES.get(folded(said["index"]), folded(said["index"]))
    if index not in PUBLISHED:
        raise _Fault(f"không biết chỉ số “{said['index']}” (SIPAS, PAPI, PAR INDEX hoặc PCI)")
    year, printed = _whole(said["index_year"], "năm"), _whole(said["published_year"], "năm công bố")
    definition = shelf.speaking_for(index, year)
    if definition is None:
        raise _Fault(f"chưa có phương pháp {index.upper()} cho năm {year}")
    part = said.get("part", "").upper() or TOTAL
    is_starred = said["subject"].endswith(WITHHELD)
    score = Printed(
        index=index,
        subject=said["subject"].rstrip(f"{WITHHELD} "),
        code=said.get("code", ""),
        index_year=year,
        published_year=printed,
        part=part,
        value=_value(said["value"], is_starred),
        n=_optional(said.get("n", ""), "số người trả lời"),
        rank=_optional(said.get("rank", ""), "thứ hạng"),
        scale=definition.scale_of(part) or definition.scale,
        source=said["source"],
        decision=said.get("decision", "") or definition.method.decision,
        method=definition.method.code,
        line=number,
    )
    for fault in faults_of(score, definition):
        raise _Fault(fault)
    if not subject_key(score.subject):
        raise _Fault("tên đơn vị không đọc được")
    return score


def _value(said: str, is_starred: bool) -> float | None:
    if said == WITHHELD or (not said and is_starred):
        return None
    if not said:
        raise _Fault("để trống điểm; không công bố thì ghi *")
    written = said.rstrip("% ").replace(",", ".")
    if written.count(".") > 1 or not written.replace(".", "").isascii():
        raise _Fault(f"điểm “{said}” không phải là số")
    if not written.replace(".", "").isdigit():
        raise _Fault(f"điểm “{said}” không phải là số")
    return float(written)


def _whole(said: str, name: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) <= 9):
        raise _Fault(f"{name} “{said}” không phải là số nguyên")
    return int(said)


def _optional(said: str, name: str) -> int | None:
    return _whole(said.replace(".", ""), name) if said else None


def _once(scores: Sequence[Printed]) -> tuple[list[Printed], list[Remark]]:
    kept: dict[tuple[str, str, int, str], Printed] = {}
    remarks = []
    for score in scores:
        key = (score.index, subject_key(score.subject), score.index_year, score.part)
        if key in kept:
            first = kept[key].line
            remarks.append(Remark(score.line, f"trùng với dòng {first}; giữ dòng {first}"))
        else:
            kept[key] = score
    return list(kept.values()), remarks


def _places(heading: Sequence[str]) -> dict[str, int]:
    named = {folded(cell.replace("\ufeff", "")): at for at, cell in enumerate(heading)}
    found = {key: named[n] for key, names in _HEADINGS.items() for n in names if n in named}
    missing = [_HEADINGS[key][-1] for key in _NEEDED if key not in found]
    if missing:
        raise Unreadable("Dòng đầu của tệp thiếu cột: " + ", ".join(missing) + ".")
    return found
