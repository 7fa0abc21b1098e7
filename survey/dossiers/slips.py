"""Slips: a dossier's single-use code, as a picture for other papers or printed by us.

The same code stands on the receipt, the supplement request, the refusal and the result
slip, so a dossier is rated once. A slip names no dossier: only days and a group, by
which staff tell it apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from survey.dossiers import codes
from survey.dossiers.models import Dossier
from survey.dossiers.opening import code_of
from survey.places import qr
from survey.posters.branding import Branding
from survey.posters.typesetting import pdf, told

_MARKUP = Path(__file__).with_name("slip.typ")

KINDS: Mapping[str, str] = {
    "receipt": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "supplement": "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    "refusal": "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    "result": "Giấy trả kết quả",
}
"""The papers of Thông tư 01/2018/TT-VPCP with which a citizen is asked, by their titles."""
_ASKED = {
    "receipt": "Mời Ông/Bà đánh giá việc tiếp nhận hồ sơ",
    "supplement": "Mời Ông/Bà đánh giá việc hướng dẫn hồ sơ",
    "refusal": "Mời Ông/Bà đánh giá việc tiếp nhận hồ sơ",
    "result": "Mời Ông/Bà đánh giá việc giải quyết hồ sơ",
}
_WORDS = {
    "english": "Scan to rate this service",
    "typing": "Hoặc mở địa chỉ và gõ mã:",
    "once": "Mã dùng được một lần. Không hỏi tên; phiếu không gắn với hồ sơ.",
}


@dataclass(frozen=True, slots=True)
class Face:
    """What one slip says."""

    unit: str
    paper: str
    asked: str
    about: str
    code: str
    address: str
    qr: str
    alt: str


def address_of(public_url: str, code: str) -> str:
    """Return the address that opens the questionnaire of `code`."""
    return f"{public_url}/t/{code}"


def scanned_address(public_url: str, code: str) -> str:
    """Return the same address as a QR carries it: capitals make a smaller symbol."""
    address = address_of(public_url, code)
    return address if urlsplit(public_url).path.strip("/") else address.upper()


def typed_address(public_url: str) -> str:
    """Return where the code is typed in, without the scheme a browser adds."""
    return f"{public_url}/t/".split("://", 1)[-1]


def face_of(dossier: Dossier, unit: str, kind: str, public_url: str) -> Face:
    """Return the slip of `dossier` that goes with the paper `kind`; may raise KeyGone."""
    code = code_of(dossier)
    short = typed_address(public_url)
    return Face(
        unit=unit,
        paper=KINDS[kind],
        asked=_ASKED[kind],
        about=_about(dossier),
        code=codes.printed(code),
        address=short,
        qr=qr.svg(scanned_address(public_url, code)).decode(),
        alt=f"Mã QR mở địa chỉ {short}{codes.printed(code)}",
    )


def strip(face: Face, look: Branding) -> bytes:
    """Return one slip as a PDF 80 mm wide, for a receipt printer."""
    return _laid_out([face], look, "strip")


def sheet(faces: Iterable[Face], look: Branding) -> bytes:
    """Return the slips as a PDF on A4, twenty a page, to be cut."""
    return _laid_out(list(faces), look, "sheet")


def _laid_out(faces: list[Face], look: Branding, layout: str) -> bytes:
    return pdf(
        _MARKUP,
        {
            "layout": layout,
            "colour": look.colour,
            "words": told(_WORDS),
            "slips": told([asdict(face) for face in faces]),
        },
    )


def _about(dossier: Dossier) -> str:
    days = [f"nhận {_day(dossier.received_on)}"]
    if dossier.done_on:
        days.append(f"trả {_day(dossier.done_on)}")
    elif dossier.due_on:
        days.append(f"hẹn {_day(dossier.due_on)}")
    return " · ".join([*filter(None, [dossier.procedure_group]), *days])


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
