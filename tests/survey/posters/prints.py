"""Faces and pages for tests of prints."""

from io import BytesIO
from itertools import count, product

from PIL import Image

from survey.posters.branding import Branding
from survey.posters.faces import Face
from tests.survey.places.prints import run

_numbers = count(1)


def a_face(**told: str) -> Face:
    """Return the face of a counter with a code of its own."""
    code = told.pop("code", f"M{next(_numbers):04}")
    host = told.pop("host", "danhgia.gialai.gov.vn")
    return Face(
        unit=told.get("unit", "Phường Quy Nhơn Bắc"),
        above=told.get("above", "Tỉnh Gia Lai"),
        counter=told.get("counter", "Quầy số 1"),
        purpose=told.get("purpose", "Tiếp nhận hồ sơ"),
        code=code,
        address=f"{host}/q/{code}",
        scanned=f"HTTPS://{host.upper()}/Q/{code}",
    )


# The longest real names (shared/data/units-2025.csv), and what no name should be.
LONGEST = a_face(
    unit="Phường Văn Miếu - Quốc Tử Giám",
    above="Thành phố Hồ Chí Minh",
    counter="Quầy số 12 (khu tiếp nhận tầng 1)",
    purpose="Đăng ký kinh doanh và hộ kinh doanh cá thể",
)
HOSTILE = a_face(
    unit='Xã #panic("x") *đậm* $x$ // ' + "Ỡ" * 160,
    above="@ref <label> `raw` \\",
    counter="Quầy “số” 1 " * 8,
    purpose="Ễ ẵ ự ỹ " * 12,
    host="a-very-long-name.danhgia.gialai.gov.vn:8443",
)


def a_logo(side: int = 64) -> bytes:
    """Return a picture as a province might bring it."""
    drawn = BytesIO()
    Image.new("RGBA", (side, side), (200, 16, 46, 128)).save(drawn, "PNG")
    return drawn.getvalue()


MAROON = Branding("#8a1538", a_logo(), "Ủy ban nhân dân tỉnh Gia Lai")


def sizes_of(pdf) -> list[tuple[float, float]]:
    """Return the width and height of each page, in millimetres."""
    told = run("pdfinfo", "-l", "9999", str(pdf))
    lines = (
        line.split() for line in told.splitlines() if line.startswith("Page ") and "size" in line
    )
    return [(_mm(words[3]), _mm(words[5])) for words in lines]


def pictures_of(pdf, dots: int = 150) -> list:
    """Return every page as a PNG."""
    run("pdftoppm", "-r", str(dots), "-png", str(pdf), str(pdf.with_suffix("")))
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))


def labels_of(page) -> list:
    """Return each label of a sheet as a picture of its own, as a hand holds it."""
    sheet = Image.open(page)
    across, down = sheet.width / 3, sheet.height * 37 / 297
    kept = []
    for row, column in product(range(8), range(3)):
        top = sheet.height * 0.5 / 297 + row * down
        label = sheet.crop((column * across, top, (column + 1) * across, top + down))
        kept.append(page.with_name(f"label-{row}-{column}.png"))
        label.save(kept[-1])
    return kept


def _mm(points: str) -> float:
    return round(float(points) / 72 * 25.4, 1)
