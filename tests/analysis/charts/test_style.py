"""The look: every verdict told by colour, by shape, and with contrast enough."""

import pytest

from analysis.charts.style import COLOUR, MARKER, QUIET, blank, finished
from analysis.stats.proportions import Verdict


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [*COLOUR.values(), QUIET])
def test_letters_in_any_colour_can_be_read_on_white(colour):
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_every_verdict_has_a_colour_and_a_shape_of_its_own():
    assert set(COLOUR) == set(MARKER) == set(Verdict)
    assert len(set(COLOUR.values())) == len(set(MARKER.values())) == len(Verdict)


def test_vietnamese_letters_are_drawn_as_shapes_and_bytes_are_stable():
    def drawn() -> bytes:
        figure, axes = blank(3, 1)
        axes.set_title("Đặc khu Phú Quý: ưỡn ẹo, $10")
        return finished(figure)

    assert drawn() == drawn()
    assert b"<text" not in drawn()
