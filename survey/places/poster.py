"""The poster: an A5 sheet for the desk, with the counter's QR and its code in letters.

Written by typst as PDF/A-2 and tagged for screen readers. Names reach it as data
and never as markup; they are put in NFC first, for a mark that floats apart from
its letter prints badly and is not found by a search.
"""

import json
import unicodedata
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

from survey.places import qr
from survey.places.counters import Purpose

_MARKUP = Path(__file__).with_name("poster.typ")
_STANDARDS = ["a-2a", "ua-1"]
# A poster speaks Vietnamese whatever language the member of staff who prints it reads.
_WORDS = {
    "call": "Quét mã để đánh giá",
    "call-en": "Scan to rate our service",
    "code-label": "Mã quầy",
    "typing": "Không quét được? Mở trình duyệt và gõ:",
    "promise": "Không cần đăng nhập. Không ghi tên. Chỉ mất khoảng một phút.",
}
_PURPOSES = {Purpose.RECEPTION: "Tiếp nhận hồ sơ", Purpose.RESULTS: "Trả kết quả"}


@dataclass(frozen=True, slots=True)
class Face:
    """What a poster says about its counter."""

    unit: str
    above: str
    counter: str
    purpose: str
    code: str
    address: str


def pdf(face: Face, scanned: str) -> bytes:
    """Return the poster as a PDF whose QR carries the address `scanned`."""
    told = asdict(face) | _WORDS
    told["title"] = f"{_WORDS['call']}: {face.unit}, {face.counter}"
    told["alt"] = f"Mã QR mở địa chỉ {face.address}"
    written = {key: _printable(words) for key, words in told.items()}
    printed: bytes = typst.compile(
        str(_MARKUP),
        font_paths=_fonts(),
        sys_inputs={"face": json.dumps(written), "qr": qr.svg(scanned).decode()},
        pdf_standards=_STANDARDS,
    )
    return printed


def purpose_words(purpose: str, field: str | None) -> str:
    """Return what citizens come to a counter for, as its poster says it."""
    return field or _PURPOSES[Purpose(purpose)]


def _printable(words: str) -> str:
    return unicodedata.normalize("NFC", words)


@cache
def _fonts() -> typst.Fonts:
    # matplotlib brings fonts that have every Vietnamese sign; only its files are
    # wanted here, so it is looked up and not imported. A server's own fonts are left
    # out: the same poster must come from every machine.
    spec = find_spec("matplotlib")
    folder = Path(str(spec and spec.origin)).parent / "mpl-data" / "fonts" / "ttf"
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
