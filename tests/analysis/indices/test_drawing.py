from analysis.indices.drawing import picture_of
from analysis.indices.method import Method, Point, Reason, Value, series

OLD = Method("sipas-2017", "cũ", "2640", 2017)
NEW = Method("sipas-2023", "mới", "1001", 2023)
NATIONAL = ((2019, 84.45, OLD), (2020, 85.48, OLD), (2022, 80.08, NEW), (2023, 82.66, NEW))


def drawn(*told):
    return picture_of(series(Point(year, Value(v, None, method)) for year, v, method in told))


def test_no_line_crosses_the_break_of_2022():
    found = drawn(*NATIONAL)
    across = {dot.year: dot.x for dot in found.dots}
    assert len(found.strokes) == 2
    for stroke in found.strokes:
        assert not (stroke.x1 <= across[2020] and stroke.x2 >= across[2022])
    (gap,) = found.gaps
    assert (gap.after, gap.before, gap.reason) == (2020, 2022, Reason.NEW_METHOD)
    assert across[2020] < gap.x < across[2022]


def test_higher_scores_stand_higher_and_all_stand_inside():
    found = drawn(*NATIONAL)
    heights = {dot.value: dot.y for dot in found.dots}
    assert heights[85.48] < heights[84.45] < heights[80.08]
    assert all(0 <= dot.x <= 100 and 0 <= dot.y <= 100 for dot in found.dots)


def test_one_year_and_none_are_drawn_too():
    assert drawn((2023, 80.0, NEW)).strokes == ()
    assert drawn().dots == ()
    flat = drawn((2022, 80.0, NEW), (2023, 80.0, NEW))
    assert len({dot.y for dot in flat.dots}) == 1
