from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from survey.posters.logos import LARGEST_FILE, NotAPicture, recoded

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def a_picture(kind="PNG", size=(900, 300), mode="RGB", **told):
    drawn = BytesIO()
    Image.new(mode, size, "red").save(drawn, kind, **told)
    return drawn.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_every_picture_becomes_a_small_png(kind):
    with Image.open(BytesIO(recoded(a_picture(kind)))) as kept:
        assert kept.format == "PNG"
        assert kept.size == (512, 171)


def test_a_small_picture_is_not_blown_up_and_stays_see_through():
    with Image.open(BytesIO(recoded(a_picture(size=(40, 40), mode="RGBA")))) as kept:
        assert (kept.size, kept.mode) == ((40, 40), "RGBA")


def test_nothing_the_file_says_of_itself_survives():
    secret = PngInfo()
    secret.add_text("Comment", "chụp tại nhà riêng")
    profile = b"\0" * 128 + b"a camera's own number"
    given = a_picture(pnginfo=secret, icc_profile=profile)
    kept = recoded(given + b"<script>alert(1)</script>")
    assert b"iCCP" in given
    assert b"iCCP" not in kept
    assert "chụp".encode() not in kept
    assert b"script" not in kept


@pytest.mark.parametrize(
    "content",
    [b"", SVG, a_picture("GIF"), b"%PDF-1.7", a_picture()[:60], b"\x89PNG\r\n\x1a\n"],
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(NotAPicture):
        recoded(content)


def test_a_picture_that_unpacks_into_too_much_is_refused():
    with pytest.raises(NotAPicture):
        recoded(a_picture(size=(20_000, 20_000), mode="1"))


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(NotAPicture):
        recoded(a_picture() + b"\0" * LARGEST_FILE)
