from collections import Counter

from survey.demonstration.households import AGE, HEADING, SEX, Commune, design, known_totals, rows
from survey.row import Row
from survey.sampling.drawing.designs import faults
from survey.sampling.headings import columns_of

FRAME = rows([Commune("21553", is_ward=True), Commune("23563", is_ward=False)])


def test_what_is_invented_is_the_same_every_time():
    assert rows([Commune("21553", is_ward=True), Commune("23563", is_ward=False)]) == FRAME


def test_the_heading_is_one_that_frames_have():
    columns = columns_of(HEADING)
    assert not columns.faults
    assert not columns.unread
    assert set(columns.facts) == {SEX, AGE}


def test_every_village_has_homes_enough_for_the_sample_and_its_reserve():
    villages = Counter((row.cells[2], row.cells[3]) for row in FRAME[1:])
    assert len(villages) == 8
    assert min(villages.values()) >= 10 + 3
    codes = [row.cells[0] for row in FRAME[1:]]
    assert len(set(codes)) == len(codes)


def test_known_totals_are_counted_over_the_whole_frame():
    told = [("nam", "18-29"), ("nữ", "18-29"), ("nữ", "từ 60")]
    homes = [Row(n, (*6 * [""], *each)) for n, each in enumerate(told, 2)]
    found = known_totals([Row(1, HEADING), *homes])
    assert found == {SEX: {"nam": 1, "nữ": 2}, AGE: {"18-29": 2, "từ 60": 1}}


def test_the_design_is_the_preset_made_small():
    small = design()
    assert faults(small) == []
    communes, villages, homes = small.stages
    # 4 + 7 communes, 3 villages in each, 10 homes in each of those: 330.
    assert sum(communes.count.values()) * villages.count * homes.count == 330
