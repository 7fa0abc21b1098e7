"""What to improve first, as a picture and its words."""

import xml.etree.ElementTree as ET

import pytest

from analysis.charts.quadrant import Part, quadrant_words, quadrants
from analysis.stats.estimate import Estimate
from analysis.stats.importance import Driver, Quadrant
from analysis.targets.check import judge

FIRST = b"#b33f00"


def part(words="Thái độ", stands=Quadrant.FIX_FIRST, is_clear=True, share=0.6) -> Part:
    driver = Driver(0.3, Estimate(share, share - 0.1, share + 0.1, 200, "m"), 0.3, 0.2, 1.2)
    return Part(words, judge(200, 170, None), driver, stands, is_clear, (0.5, 0.9))


def test_what_to_see_to_first_stands_out():
    assert FIRST in quadrants([part()]).svg
    later = quadrants([part(stands=Quadrant.ENOUGH)]).svg.replace(b"fill: " + FIRST, b"", 1)
    assert later.count(FIRST) < quadrants([part()]).svg.count(FIRST)


def test_the_picture_is_svg_the_same_for_the_same_parts_and_has_its_words():
    parts = [part(), part("Thời gian", Quadrant.KEEP, share=0.4)]

    assert ET.fromstring(quadrants(parts).svg).tag.endswith("svg")
    assert quadrants(parts).svg == quadrants(list(parts)).svg
    assert quadrants(parts).words == quadrant_words(parts)


def test_words_name_what_to_see_to_first_and_what_is_unclear():
    parts = [part(), part("Giờ hẹn", is_clear=False), part("Khác", Quadrant.KEEP)]

    assert quadrant_words(parts) == (
        "Liên quan nhiều mà tỷ lệ hài lòng thấp hơn mức chung: Thái độ; Giờ hẹn (chưa rõ)."
    )
    assert "Không câu nào" in quadrant_words([part(stands=Quadrant.LATER)])
    assert "nguyên nhân" not in quadrant_words(parts)


def test_a_share_without_an_interval_is_drawn_and_nothing_is_not():
    bare = Driver(0.3, Estimate(0.6, None, None, 20, "m"), 0.3, 0.2, None)
    assert quadrants([Part("A", judge(20, 20, None), bare, Quadrant.KEEP, False, (0.5, 1.0))]).svg
    with pytest.raises(ValueError, match="at least one"):
        quadrants([])
