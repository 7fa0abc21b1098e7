"""The equations among hidden cells."""

from analysis.stats.disclosure_sums import equations, tied

COUNTS = {"all": 9, "a": 4, "b": 5, "c": 2, "d": 3}
SUMS = (("all", ("a", "b")), ("b", ("c", "d")))


def test_what_is_published_goes_to_the_right():
    assert equations(COUNTS, SUMS, frozenset("ab")) == [({"a": 1, "b": 1}, 9), ({"b": -1}, -5)]
    assert equations(COUNTS, SUMS, frozenset()) == []


def test_only_what_hangs_together_is_solved_together():
    apart = list(tied(COUNTS, SUMS, frozenset(("a", "c", "d"))))
    assert [cells for cells, _equations in apart] == [["a"], ["c", "d"]]
    (together,) = tied(COUNTS, SUMS, frozenset(("a", "b", "c")))
    assert together[0] == ["a", "b", "c"]
    assert len(together[1]) == 2
    assert list(tied({"x": 1}, (), frozenset("x"))) == [(["x"], [])]
