"""A questionnaire on paper: an A4 form to fill in by hand, as a tagged PDF.

Words reach the layout as data and never as markup, in NFC, for a mark that floats apart
from its letter prints badly and is not found by a search.
"""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

from forms.exchange.imported import CannotWrite
from forms.exchange.paper_blocks import Block, Page
from forms.questionnaire import VIETNAMESE, Questionnaire

_MARKUP = Path(__file__).with_name("paper.typ")
_STANDARDS = ["a-2a", "ua-1"]
_OWN = ("form_no", "unit", "day", "page", "version", "sample", "for_office", "how")
_ASKED_FOR = ("campaign", "why", "free")


@dataclass(frozen=True, slots=True)
class Copy:
    """A form of its own: the code it is typed in by (as words and as a QR), and who asks."""

    code: str
    qr: str  # an SVG
    unit: str
    campaign: str


def pdf(
    questionnaire: Questionnaire, language: str = VIETNAMESE, copies: Sequence[Copy] = ()
) -> bytes:
    """Return the printed form in `language`; raise CannotWrite when it is not whole in it.

    With `copies`, each is a form of its own, one after the other; without, there is one
    whose number and office are to be filled in.
    """
    if language not in questionnaire.languages:
        spoken = ", ".join(questionnaire.languages)
        raise CannotWrite(f"Phiếu chưa đủ lời bằng ngôn ngữ “{language}” (có: {spoken}).")
    forms: list[Block | None] = [asdict(copy) for copy in copies] or [None]
    sheet = _sheet(questionnaire, language) | {"copies": forms}
    told = json.dumps(sheet, ensure_ascii=False)
    printed: bytes = typst.compile(
        str(_MARKUP),
        font_paths=_fonts(),
        sys_inputs={"sheet": unicodedata.normalize("NFC", told)},
        pdf_standards=_STANDARDS,
    )
    return printed


def _sheet(questionnaire: Questionnaire, language: str) -> Block:
    page = Page(questionnaire, language)
    return {
        "language": language[:2] if language.isascii() else VIETNAMESE,
        "code": questionnaire.code,
        "number": questionnaire.version,
        "digest": questionnaire.digest[:12],
        "title": page.words(questionnaire.title),
        "intro": page.words(questionnaire.intro),
        "official": questionnaire.official,
        "own": {name: page.say(name) for name in (*_OWN, *_ASKED_FOR)},
        "sections": [page.section(section) for section in questionnaire.sections],
    }


@cache
def _fonts() -> typst.Fonts:
    # The same form must come from every machine, so a server's own fonts are left out;
    # matplotlib brings some that have every Vietnamese sign. Only its files are wanted.
    spec = find_spec("matplotlib")
    folder = Path(str(spec and spec.origin)).parent / "mpl-data" / "fonts" / "ttf"
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
