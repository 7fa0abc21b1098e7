"""Logos: whatever picture somebody brings becomes a small PNG of our own making.

Nothing of the file survives but what is seen: no script, no place where it was taken.
An SVG is a program, and is refused.
"""

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

LARGEST_FILE = 4 * 1024 * 1024
LONGEST_SIDE = 512
_MOST_PIXELS = 40_000_000
_KINDS = ("PNG", "JPEG", "WEBP")


class NotAPicture(Exception):
    """The file cannot be made a logo."""


def recoded(content: bytes) -> bytes:
    """Return the picture as a PNG of at most 512 by 512; raises NotAPicture."""
    if len(content) > LARGEST_FILE:
        raise NotAPicture
    try:
        with warnings.catch_warnings():
            # Pillow only warns of a picture that unpacks into more than memory holds.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _small(content)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as reason:
        raise NotAPicture from reason
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as reason:
        raise NotAPicture from reason


def _small(content: bytes) -> bytes:
    with Image.open(BytesIO(content), formats=_KINDS) as picture:
        if picture.width * picture.height > _MOST_PIXELS:
            raise NotAPicture
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        seen = picture.convert("RGBA")
    # Drawn anew: a copy would carry along what the file says of itself.
    fresh = Image.new("RGBA", seen.size)
    fresh.paste(seen)
    written = BytesIO()
    fresh.save(written, "PNG", optimize=True)
    return written.getvalue()
