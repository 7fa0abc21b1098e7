"""Contrast: whether white words on a colour can be read (WCAG 2.2, 1.4.3)."""

LEAST = 4.5


def is_colour(written: str) -> bool:
    """Whether `written` is a colour as #0b5351."""
    digits = written[1:]
    return len(written) == 7 and written[0] == "#" and set(digits) <= set("0123456789abcdef")


def with_white(colour: str) -> float:
    """Return the contrast of `colour` (#0b5351) with white, 1 to 21."""
    return 1.05 / (_luminance(colour) + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
