"""Forms: what a counter's QR can be printed on, and what is said there."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_HERE = Path(__file__).parent

LABELS_ON_A_SHEET = 24


class Form(StrEnum):
    """One kind of print, as an address spells it."""

    POSTER = "a4"
    STAND = "a5"
    TENT = "tent"
    STICKERS = "stickers"
    STRIP = "strip"


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a form is laid out: its markup, and how many of it one counter gets."""

    markup: Path
    filename: str
    copies: int = 1
    copies_alone: int = 1


SHEETS = {
    Form.POSTER: Sheet(_HERE / "poster.typ", "ap-phich-a4"),
    Form.STAND: Sheet(_HERE / "poster.typ", "bang-de-ban-a5"),
    Form.TENT: Sheet(_HERE / "tent.typ", "bang-gap-a5"),
    # A row of labels a counter; a counter alone fills its sheet.
    Form.STICKERS: Sheet(_HERE / "stickers.typ", "tem-dan", 3, LABELS_ON_A_SHEET),
    Form.STRIP: Sheet(_HERE / "strip.typ", "phieu-80mm"),
}
ENROLMENT = _HERE / "enrolment.typ"

# Large in Vietnamese, small in English; the same words on every form.
WORDS = {
    "call": "Quét mã để đánh giá",
    "call-en": "Scan to rate our service",
    "how": "Mở máy ảnh trên điện thoại, đưa vào mã, rồi bấm vào dòng chữ hiện ra.",
    "code-label": "Mã quầy",
    "typing": "Không quét được? Mở trình duyệt và gõ:",
    "typing-en": "Cannot scan? Type this address",
    "promise": "Không cần đăng nhập. Không hỏi tên. Chỉ mất khoảng một phút.",
    "promise-en": "No sign-in, no name, about one minute.",
    "fold": "Gấp theo đường này",
}
