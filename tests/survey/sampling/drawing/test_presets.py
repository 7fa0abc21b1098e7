"""The designs to begin from draw what their source says, and say that they are samples."""

from collections import Counter

import pytest

from survey.sampling.drawing.designs import faults
from survey.sampling.drawing.presets import PRESETS
from survey.sampling.drawing.stages import run
from tests.survey.sampling.drawing.listed import Listed, Row, grown

FRAME = Listed(grown(2, 6, 4, 4, 45))


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_can_be_drawn_and_says_that_it_is_a_sample(name):
    preset = PRESETS[name]
    assert faults(preset.design) == []
    assert preset.note.startswith("Thiết kế gợi ý, sửa được; không phải quy định.")
    assert run(preset.design, "7", FRAME).cases


def test_sipas_2024_is_three_districts_two_communes_three_villages():
    # DOMAIN 1.6 gives 195 districts, 385 communes, 1,170 villages, 36,525 people in 63
    # provinces: 63 · 3 = 189, 63 · 6 = 378, 63 · 18 = 1,134, 63 · 18 · 31 = 35,154.
    units, cases = run(PRESETS["sipas-2024"].design, "7", FRAME)
    assert Counter(unit.stage for unit in units) == {1: 2 * 3, 2: 2 * 6, 3: 2 * 18}
    assert Counter(case.place for case in cases) == {"main": 2 * 18 * 31, "reserve": 2 * 18 * 10}


def test_sipas_without_districts_begins_at_communes():
    units, cases = run(PRESETS["sipas-hai-cap"].design, "7", FRAME)
    assert Counter(unit.stage for unit in units) == {1: 2 * 11, 2: 2 * 33}
    assert sum(case.place == "main" for case in cases) == 2 * 33 * 33


def test_papi_takes_the_seat_at_every_stage_and_more_of_a_large_province():
    large = [
        Row(f"L{row.code}", "L", f"L{row.district}", f"L{row.commune}", f"L{row.village}", 600)
        for row in grown(1, 8, 2, 2, 120)
    ]  # 8 · 2 · 2 · 120 households of 600: 2,304,000
    units, cases = run(PRESETS["papi"].design, "7", Listed([*FRAME.rows, *large]))
    drawn = Counter((unit.stage, unit.stratum) for unit in units)
    assert [drawn[1, "00"], drawn[2, "00"], drawn[3, "00"]] == [3, 6, 12]
    assert [drawn[1, "L"], drawn[2, "L"], drawn[3, "L"]] == [6, 12, 24]
    assert Counter(c.node.stratum for c in cases if c.place == "main")["L"] == 24 * 20
    seats = Counter((unit.stage, unit.parent) for unit in units if unit.is_certain)
    assert min(seats.values()) == 1
    assert len(seats) == len({(unit.stage, unit.parent) for unit in units})
