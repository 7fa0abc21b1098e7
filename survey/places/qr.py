"""The QR of an address, as a picture to print or to put on a page.

A quarter of the symbol may be scratched or dirty before it no longer reads: it
lies on a desk for years.
"""

from io import BytesIO
from itertools import groupby

import qrcode
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.image.pil import PilImage

_QUIET_ZONE = 4  # modules of white that the standard asks for on every side
_PNG_PIXELS_A_MODULE = 16


def svg(address: str) -> bytes:
    """Return the QR of `address` as an SVG, black on white also where the page is dark."""
    rows = _symbol(address).get_matrix()
    # One bar a run of black: a third of the size of one square a module, and no seams.
    bars = (_bars(number, row) for number, row in enumerate(rows))
    side = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'width="{side}mm" height="{side}mm" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="white"/><path d="{"".join(bars)}"/></svg>'
    ).encode()


def png(address: str) -> bytes:
    """Return the QR of `address` as a PNG, large enough to print."""
    drawn = BytesIO()
    _symbol(address).make_image(image_factory=PilImage).save(drawn)
    return drawn.getvalue()


def _symbol(address: str) -> qrcode.QRCode:
    symbol = qrcode.QRCode(
        error_correction=ERROR_CORRECT_Q, border=_QUIET_ZONE, box_size=_PNG_PIXELS_A_MODULE
    )
    symbol.add_data(address)
    symbol.make(fit=True)
    return symbol


def _bars(number: int, row: list[bool]) -> str:
    path, at = "", 0
    for black, run in groupby(row):
        length = len(list(run))
        if black:
            path += f"M{at} {number}h{length}v1h-{length}z"
        at += length
    return path
