from analysis.indices.shares import satisfied_share

FOUR_AND_FIVE = frozenset({4, 5})


def test_the_middle_of_the_scale_is_counted_and_not_satisfied():
    assert satisfied_share({1: 1, 3: 4, 4: 10, 5: 5}, FOUR_AND_FIVE) == (20, 15)


def test_which_values_are_satisfied_belongs_to_the_scale():
    assert satisfied_share({1: 2, 2: 3}, frozenset({2})) == (5, 3)


def test_without_answers_nobody_is_counted():
    assert satisfied_share({}, FOUR_AND_FIVE) == (0, 0)
