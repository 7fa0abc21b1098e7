"""The funnel as a picture and in words."""

import pytest

from analysis.charts.funnel import Dot, funnel
from analysis.stats.funnel import Zone, zone


def dot(name, satisfied, n, promised=True):
    return Dot(name, satisfied, n, 0.95, promised, zone(satisfied, n, 0.95))


DOTS = [dot("Xã A", 93, 100), dot("Xã B", 60, 100), dot("Xã C", 5, 5), dot("Xã D", 2000, 2000)]


def test_a_picture_is_svg_with_the_words_that_say_it(app):
    with app.test_request_context():
        drawn = funnel(DOTS)

    assert drawn.svg.lstrip().startswith(b"<?xml")
    assert "Thấp hơn rõ: Xã B." in drawn.words


def test_the_same_units_give_the_same_bytes(app):
    with app.test_request_context():
        assert funnel(DOTS).svg == funnel(DOTS).svg


def test_a_single_unit_is_drawn_too(app):
    with app.test_request_context():
        assert funnel([dot("Xã A", 5, 5)]).svg
        assert funnel([dot("Xã A", 0, 5)]).svg


def test_nothing_is_not_drawn():
    with pytest.raises(ValueError, match="at least one"):
        funnel([])


def test_a_dot_knows_its_share():
    assert dot("Xã A", 93, 100).share == 0.93
    assert dot("Xã A", 93, 100).zone is Zone.WITHIN
