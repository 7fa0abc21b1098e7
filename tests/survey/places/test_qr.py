from xml.etree import ElementTree

from survey.places import qr
from tests.survey.places.prints import scanned

ADDRESS = "HTTPS://DANHGIA.GIALAI.GOV.VN/Q/M9XPN"


def test_a_png_reads_back_as_the_address(tmp_path):
    picture = tmp_path / "qr.png"
    picture.write_bytes(qr.png(ADDRESS))
    assert scanned(picture) == ADDRESS


def test_an_svg_is_black_on_white_with_a_quiet_zone():
    drawn = ElementTree.fromstring(qr.svg(ADDRESS))
    rectangle = next(each for each in drawn.iter() if each.tag.endswith("rect"))
    assert rectangle.get("fill") == "white"
    path = next(each for each in drawn.iter() if each.tag.endswith("path"))
    assert path.get("d").startswith("M4 4")  # a module is one step


def test_capitals_make_a_smaller_symbol():
    assert len(qr.svg(ADDRESS)) < len(qr.svg(ADDRESS.lower()))
