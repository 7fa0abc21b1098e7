"""The watched share and its alarm as pictures."""

import xml.etree.ElementTree as ET

import pytest

from analysis.charts.control import Watched, alarm, control
from analysis.charts.control_words import alarm_words, control_words
from analysis.stats.control_charts import Point

OUT = b"#b33f00"


def stretch(label="02/11", value=0.05, height=1.0, **more) -> Watched:
    point = Point(value, 0.0, 0.1, 100)
    return Watched(label, point, 0.05, height, 3.5, more.get("rang", False))


def test_a_share_within_its_limits_is_quiet_and_one_beyond_them_is_not():
    assert OUT not in control([stretch(), stretch(value=0.1)]).svg
    assert OUT in control([stretch(), stretch(value=0.11)]).svg


def test_the_pictures_are_svg_and_the_same_for_the_same_rows():
    rows = [stretch(), stretch("09/11", 0.2, 4.0, rang=True)]
    for draw in (control, alarm):
        assert ET.fromstring(draw(rows).svg).tag.endswith("svg")
        assert draw(rows).svg == draw(list(rows)).svg


def test_pictures_come_with_their_words():
    rows = [stretch()]

    assert control(rows).words == control_words(rows)
    assert alarm(rows).words == alarm_words(rows)


def test_a_year_of_weeks_and_a_single_month_can_be_drawn():
    for count in (1, 53):
        assert control([stretch(str(i)) for i in range(count)]).svg


def test_a_stretch_without_limits_is_a_gap():
    bare = Watched("02/11", Point(0.1, None, None, 40), 0.1, None, None, False)

    assert control([bare]).svg


def test_nothing_and_an_alarm_without_a_promise_are_not_drawn():
    with pytest.raises(ValueError, match="at least one"):
        control([])
    with pytest.raises(ValueError, match="promised"):
        alarm([Watched("02/11", Point(0.1, 0, 1, 40), 0.1, None, None, False)])
