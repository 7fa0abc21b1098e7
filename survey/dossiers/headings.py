"""Headings: which column of a sheet says what, and which no sheet may have.

Known by Vietnamese and English names, whatever their case, marks and underscores. A
column that would name a person (a name, a telephone, an identity number …) costs the
whole sheet: what must not be kept should not be sent. Any other is left unread and told.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey.places.spelling import folded

CODE, UNIT, RESOLVING = "code", "unit_code", "resolving_unit_code"
PROCEDURE, GROUP = "procedure_code", "field"
RECEIVED, DUE, DONE = "received_on", "due_on", "done_on"
NEEDED = (CODE, UNIT, RECEIVED)

NAMES: Mapping[str, tuple[str, ...]] = {
    CODE: ("mã hồ sơ", "số hồ sơ", "dossier code", "code"),
    UNIT: ("mã đơn vị tiếp nhận", "đơn vị tiếp nhận", "mã đơn vị", "receiving unit", "unit code"),
    RESOLVING: (
        "mã đơn vị giải quyết", "đơn vị giải quyết", "resolving unit", "resolving unit code",
    ),
    PROCEDURE: ("mã thủ tục", "mã thủ tục hành chính", "mã tthc", "procedure", "procedure code"),
    GROUP: ("lĩnh vực", "field", "procedure group"),
    RECEIVED: ("ngày tiếp nhận", "ngày nhận", "received", "received on"),
    DUE: ("ngày hẹn trả", "ngày hẹn trả kết quả", "hạn trả", "hạn giải quyết", "due", "due on"),
    DONE: (
        "ngày trả kết quả", "ngày trả", "ngày hoàn thành", "ngày kết thúc", "done", "done on",
    ),
}  # fmt: skip
"""How a column may be called; the first is what a message calls it."""

_PERSONAL = re.compile(
    r"\b(ho ten|ho va ten|ho dem|ten nguoi|ten cong dan|ten khach|nguoi nop|nguoi yeu cau|"
    r"nguoi dai dien|nguoi de nghi|chu ho so|cong dan|cccd|cmnd|cmt|can cuoc|chung minh|"
    r"dinh danh|ho chieu|dien thoai|so dt|sdt|di dong|phone|mobile|email|e mail|thu dien tu|"
    r"dia chi|thuong tru|address|ngay sinh|nam sinh|gioi tinh|dan toc|birth|gender|applicant|"
    r"citizen|person|passport|surname|(full|first|last|given) name|id (number|card|no)|"
    r"ma so thue|tai khoan|zalo)\b|^(ten|ho|name|id|cong dan)$"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each known column stands; `faults` is empty where the sheet can be read."""

    at: Mapping[str, int]
    unread: tuple[str, ...]
    faults: tuple[str, ...]


def columns_of(header: Sequence[str]) -> Columns:
    """Return what the headings in `header` mean."""
    at: dict[str, int] = {}
    unread: list[str] = []
    faults: list[str] = []
    for place, heading in enumerate(header):
        plain = _plain(heading)
        column = _KNOWN.get(plain)
        if column is None and _PERSONAL.search(plain):
            faults.append(
                f"cột “{heading.strip()[:40]}”: hệ thống không nhận thông tin cá nhân; "
                "xin bỏ cột này rồi gửi lại"
            )
        elif column in at:
            faults.append(f"cột “{heading.strip()[:40]}” có hai lần")
        elif column is not None:
            at[column] = place
        elif plain:
            unread.append(heading.strip()[:40])
    faults += [f"thiếu cột “{NAMES[column][0]}”" for column in NEEDED if column not in at]
    return Columns(at, tuple(unread), tuple(faults))


def called(column: str) -> str:
    """Return what people call `column`."""
    return NAMES[column][0] if column in NAMES else column


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", folded(heading)).split())


_KNOWN = {_plain(name): column for column, names in NAMES.items() for name in (*names, column)}
