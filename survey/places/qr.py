"""The QR of an address, as a picture to print or to put on a page.

A quarter of the symbol may be scratched or dirty before it no longer reads: it
lies on a desk for years.
"""

from io import BytesIO

import qrcode
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.image.pil import PilImage
from qrcode.image.svg import SvgPathFillImage

_QUIET_ZONE = 4  # modules of white that the standard asks for on every side
_PNG_PIXELS_A_MODULE = 16


def svg(address: str) -> bytes:
    """Return the QR of `address` as an SVG, black on white also where the page is dark."""
    return _drawn(_symbol(address).make_image(image_factory=SvgPathFillImage))


def png(address: str) -> bytes:
    """Return the QR of `address` as a PNG, large enough to print."""
    return _drawn(_symbol(address).make_image(image_factory=PilImage))


def _symbol(address: str) -> qrcode.QRCode:
    symbol = qrcode.QRCode(
        error_correction=ERROR_CORRECT_Q, border=_QUIET_ZONE, box_size=_PNG_PIXELS_A_MODULE
    )
    symbol.add_data(address)
    symbol.make(fit=True)
    return symbol


def _drawn(image: SvgPathFillImage | PilImage) -> bytes:
    drawn = BytesIO()
    image.save(drawn)
    return drawn.getvalue()
