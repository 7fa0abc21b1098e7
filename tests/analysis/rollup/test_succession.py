"""What a successor's roll-up adds, and what it only sets beside."""

from analysis.rollup.pooling import pool_upwards, pooled
from analysis.rollup.succession import Origin, Part, roll_up

NEW, MERGED, SPLIT, OLDER = 1, 2, 3, 4
COUNTS = {NEW: {5: 10}, MERGED: {5: 3, 1: 2}, SPLIT: {4: 100}, OLDER: {4: 7}}


def test_whole_predecessors_are_added():
    rolled = roll_up(NEW, {NEW: [Origin(MERGED, "merged"), Origin(OLDER, "continued")]}, COUNTS)

    assert rolled.total == {5: 13, 1: 2, 4: 7}
    assert rolled.own == {5: 10}
    assert rolled.is_whole


def test_a_split_predecessor_stands_beside_and_is_never_added():
    split = Origin(SPLIT, "split", is_main=True)
    rolled = roll_up(NEW, {NEW: [Origin(MERGED, "merged"), split]}, COUNTS)

    assert rolled.total == {5: 13, 1: 2}
    assert rolled.beside == (Part(split, {4: 100}),)
    assert rolled.beside[0].origin.is_main
    assert not rolled.is_whole


def test_reforms_one_after_the_other_are_followed_back():
    origins = {NEW: [Origin(MERGED, "merged")], MERGED: [Origin(OLDER, "merged")]}

    assert roll_up(NEW, origins, COUNTS).total == {5: 13, 1: 2, 4: 7}


def test_what_a_split_unit_came_from_stands_beside_with_it():
    origins = {NEW: [Origin(SPLIT, "split")], SPLIT: [Origin(OLDER, "merged")]}
    rolled = roll_up(NEW, origins, COUNTS)

    assert rolled.total == {5: 10}
    assert [part.origin.unit_id for part in rolled.beside] == [SPLIT, OLDER]


def test_a_circle_in_the_records_ends():
    origins = {NEW: [Origin(MERGED, "merged")], MERGED: [Origin(NEW, "merged")]}

    assert roll_up(NEW, origins, COUNTS).total == {5: 13, 1: 2}


def test_a_province_is_the_sum_of_its_communes_answers():
    own = {11: {5: 90, 1: 10}, 12: {5: 1}, 21: {5: 1}}
    paths = {11: (1, 11), 12: (1, 12), 21: (2, 21)}

    together = pool_upwards(own, paths)

    assert together[1] == {5: 91, 1: 10}  # 90.1 %, not the 95 % the two shares average to
    assert together[11] == own[11]
    assert together[2] == {5: 1}
    assert pooled([]) == {}
