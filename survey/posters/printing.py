"""Printing: counters' faces and their province's looks become one PDF.

One compilation makes all pages, so that fonts and marks are in the file once and its
tags stay whole; a picture is made of each QR before that, which is what takes time and
is told as progress.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict

from survey.places import qr
from survey.posters.branding import Branding
from survey.posters.faces import Face
from survey.posters.forms import ENROLMENT, SHEETS, WORDS, Form
from survey.posters.typesetting import pdf, told

Placed = tuple[Face, Branding]
_DOTS_ON_A_SCREEN = 40.0
_DOTS_OF_A_STRIP = 70.0


def nobody_asks(_done: int, _total: int) -> None:
    """Take no notice of progress."""


def sheets(
    form: Form, placed: Sequence[Placed], progress: Callable[[int, int], None] = nobody_asks
) -> bytes:
    """Return the prints of all counters as one PDF, in their order."""
    return pdf(SHEETS[form].markup, _inputs(form, placed, progress))


def preview(form: Form, placed: Placed) -> bytes:
    """Return a small picture of a form, as a page on the screen shows it."""
    dots = _DOTS_OF_A_STRIP if form is Form.STRIP else _DOTS_ON_A_SCREEN
    return pdf(SHEETS[form].markup, _inputs(form, [placed], nobody_asks), png=True, dots=dots)


def _inputs(
    form: Form, placed: Sequence[Placed], progress: Callable[[int, int], None]
) -> dict[str, str]:
    looks = list(dict.fromkeys(branding for _face, branding in placed))
    faces = []
    for number, (face, branding) in enumerate(placed):
        if number % 20 == 0:
            progress(number, len(placed))
        faces.append(_face(face, face.scanned) | {"look": looks.index(branding)})
    progress(len(placed), len(placed))
    sheet = SHEETS[form]
    return {
        "form": form.value,
        "copies": str(sheet.copies_alone if len(placed) == 1 else sheet.copies),
        "faces": told(faces),
        "looks": told([_look(branding) for branding in looks]),
        "words": told(WORDS | {"title": _title(placed)}),
    }


def enrolment(place: Face, address: str, code: str, branding: Branding) -> bytes:
    """Return the card that enrols a tablet; whoever scans it opens `address`."""
    typed = address.split("://", 1)[-1].split("#", 1)[0]
    return pdf(
        ENROLMENT,
        {
            "face": told(_face(place, address) | {"enrolment": code, "typed": typed}),
            "look": told(_look(branding)),
            "words": told({"title": f"Đăng ký máy tính bảng: {place.unit}, {place.counter}"}),
        },
    )


def _face(face: Face, scanned: str) -> dict[str, object]:
    return asdict(face) | {
        "desk": desk_words(face),
        "qr": qr.svg(scanned).decode(),
        "alt": f"Mã QR mở địa chỉ {scanned}",
    }


def desk_words(face: Face) -> str:
    """Return the counter's name and what it is for, unless the name says that already."""
    if face.purpose.casefold() in face.counter.casefold():
        return face.counter
    return f"{face.counter} · {face.purpose}"


def _look(branding: Branding) -> dict[str, object]:
    # A list of numbers: an input is words, and there is no other way to say bytes in them.
    logo = list(branding.logo) if branding.logo else None
    return {"colour": branding.colour, "name": branding.name, "logo": logo}


def _title(placed: Sequence[Placed]) -> str:
    first, *others = (face for face, _branding in placed)
    if others:
        return f"{WORDS['call']}: {len(placed)} quầy"
    return f"{WORDS['call']}: {first.unit}, {first.counter}"
