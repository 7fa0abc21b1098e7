from analysis.indices.method import Method
from analysis.indices.structure import Definition, Part, Rule
from analysis.indices.summing import mismatches


def definition(*parts, rule=Rule.SUM):
    method = Method("x", "X", "", 2020)
    return Definition(method, "x", 2020, None, (0.0, 100.0), rule, tuple(parts))


def test_a_sum_is_only_told_where_every_part_states_its_number():
    found = definition(Part("1", "a", points=40.0), Part("2", "b"))
    assert mismatches(found, {"points": 100}) == []


def test_a_group_is_in_no_sum():
    found = definition(Part("1", "a", points=100.0), Part("P", "p", points=7.0, is_group=True))
    assert mismatches(found, {"points": 100}) == []


def test_a_third_printed_with_four_decimals_still_adds_up():
    thirds = tuple(Part(f"3.{n}", "", scale=(0.3333, 3.3333)) for n in (1, 2, 3))
    found = definition(Part("3", "", parts=thirds, scale=(1.0, 10.0)), rule=Rule.POOLED)
    assert mismatches(found, {}) == []


def test_what_is_no_number_is_not_added_up():
    assert mismatches(definition(Part("1", "a", points=1.0)), {"points": "100"}) == []
