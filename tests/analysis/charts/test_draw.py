"""Pictures: stable, well-formed, and never more than can be read."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from analysis.charts import draw
from analysis.charts.rows import MOST_ROWS, Month, Row
from analysis.charts.words import forest_words
from analysis.targets.check import Promise, judge

ROUTINE = Promise(9500, ">")
COLOUR_MET, COLOUR_NOT_MET = b"#00609b", b"#b33f00"


def row(n, satisfied, name="Xã Ia Le"):
    return Row(name, judge(n, satisfied, ROUTINE))


def test_the_same_rows_give_the_same_bytes():
    rows = [row(100, 97), row(3, 1), row(0, 0), row(200, 100)]

    assert draw.forest(rows).svg == draw.forest(list(rows)).svg


def test_other_rows_give_another_picture():
    assert draw.forest([row(100, 97)]).svg != draw.forest([row(100, 96)]).svg


def test_a_picture_is_svg_without_script_date_or_foreign_address():
    svg = draw.forest([row(100, 97)]).svg

    assert ET.fromstring(svg).tag.endswith("svg")
    assert b"<script" not in svg
    assert b"dc:date" not in svg


def test_a_picture_comes_with_its_words():
    rows = [row(100, 97)]

    assert draw.forest(rows).words == forest_words(rows)


def test_verdicts_have_their_colours():
    assert COLOUR_NOT_MET in draw.forest([row(100, 10)]).svg
    assert COLOUR_MET in draw.forest([row(500, 500)]).svg
    assert COLOUR_MET not in draw.forest([row(100, 10)]).svg


def test_a_hidden_row_draws_the_same_whatever_was_answered():
    assert draw.forest([row(4, 0)]).svg == draw.forest([row(4, 4)]).svg


def test_a_name_is_never_taken_for_a_formula():
    assert draw.forest([row(10, 9, "Xã $x^2$ & <b>")]).svg


@pytest.mark.parametrize("count", [0, MOST_ROWS + 1])
def test_no_row_or_too_many_are_refused(count):
    with pytest.raises(ValueError, match="1 to 40"):
        draw.forest([row(10, 9)] * count)


def test_a_trend_draws_gaps_and_many_months():
    months = [
        Month(date(2024 + number // 12, number % 12 + 1, 1), judge(number, number // 2, ROUTINE))
        for number in range(24)
    ]

    assert ET.fromstring(draw.trend(months).svg).tag.endswith("svg")
    assert draw.trend(months[:1]).words
    with pytest.raises(ValueError, match="at least one"):
        draw.trend([])


def test_the_modules_do_not_bring_matplotlib_into_every_process():
    code = (
        "import sys, analysis.charts.draw, analysis.charts.shelf, analysis.cli; "
        "assert not {'matplotlib', 'numpy', 'scipy'} & sys.modules.keys()"
    )

    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
