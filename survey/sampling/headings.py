"""Headings of a frame: which column says what, and which no frame may have.

Known by Vietnamese and English names, whatever their case, marks and underscores. A frame
may name those it lists (a name, an address: that is how an interviewer finds them), so
two columns may be personal. A number that follows a person anywhere may not: such a
column costs the whole file. A column "label:sex" or "nhãn giới tính" is a fact that
margins are known for. Any other is left unread and told.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey.places.spelling import folded

CODE, STRATUM, DISTRICT, COMMUNE, VILLAGE = "code", "stratum", "district", "commune", "village"
SIZE, NAME, ADDRESS = "size", "name", "address"
CLUSTERS = (STRATUM, DISTRICT, COMMUNE, VILLAGE)
LONGEST_FACT = 40
MOST_FACTS = 12

NAMES: Mapping[str, tuple[str, ...]] = {
    CODE: ("mã hộ", "mã người", "mã đối tượng", "household code", "person code", "case", "id"),
    STRATUM: ("tầng", "mã tầng", "strata"),
    DISTRICT: ("huyện", "mã huyện", "quận huyện", "mã quận huyện", "district code"),
    COMMUNE: ("xã", "mã xã", "xã phường", "mã xã phường", "phường xã", "commune code", "ward"),
    VILLAGE: (
        *("thôn", "mã thôn", "thôn tổ", "tổ dân phố", "thôn bản", "mã thôn tổ", "địa bàn"),
        *("mã địa bàn", "village code", "enumeration area"),
    ),
    SIZE: ("quy mô", "số người", "số nhân khẩu", "cỡ", "measure of size", "members"),
    NAME: ("họ tên", "họ và tên", "chủ hộ", "họ tên chủ hộ", "tên chủ hộ", "label", "full name"),
    ADDRESS: ("địa chỉ", "nơi ở"),
}  # fmt: skip
"""How a column may be called; the first is what a message calls it."""

_FOLLOWS = re.compile(
    r"\b(cccd|cmnd|cmt|can cuoc|chung minh|dinh danh|ho chieu|dien thoai|so dt|sdt|di dong|"
    r"phone|mobile|email|e mail|thu dien tu|ngay sinh|birth|passport|id (number|card|no)|"
    r"ma so thue|tai khoan|zalo|bao hiem)\b"
)
_FACT = re.compile(r"\s*(?:label|nhãn)(?:\s*[:_.\-]\s*|\s+)(\S.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each known column stands; `faults` is empty where the file can be read."""

    at: Mapping[str, int]
    facts: Mapping[str, int]
    unread: tuple[str, ...]
    faults: tuple[str, ...]


def columns_of(header: Sequence[str]) -> Columns:
    """Return what the headings in `header` mean."""
    at: dict[str, int] = {}
    facts: dict[str, int] = {}
    unread: list[str] = []
    faults: list[str] = []
    for place, heading in enumerate(header):
        plain, shown = _plain(heading), heading.strip()[:40]
        column, fact = _KNOWN.get(plain), _FACT.fullmatch(heading)
        if _FOLLOWS.search(plain):
            faults.append(f"cột “{shown}”: hệ thống không nhận số giấy tờ, điện thoại, ngày sinh")
        elif column is not None:
            faults += _stand(at, column, place, shown)
        elif fact is not None:
            faults += _stand(facts, " ".join(fact[1].lower().split())[:LONGEST_FACT], place, shown)
        elif plain:
            unread.append(shown)
    if CODE not in at:
        faults.append(f"thiếu cột “{NAMES[CODE][0]}”")
    if len(facts) > MOST_FACTS:
        faults.append(f"có {len(facts)} cột nhãn, nhiều nhất {MOST_FACTS}")
    return Columns(at, facts, tuple(unread), tuple(faults))


def called(column: str) -> str:
    """Return what people call `column`."""
    return NAMES[column][0] if column in NAMES else f"nhãn {column}"


def _stand(there: dict[str, int], column: str, place: int, shown: str) -> list[str]:
    if column in there:
        return [f"cột “{shown}” có hai lần"]
    there[column] = place
    return []


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", folded(heading)).split())


_KNOWN = {_plain(name): column for column, names in NAMES.items() for name in (*names, column)}
