from survey.access.scope import in_reach


def test_a_unit_is_in_its_own_reach():
    assert in_reach([7], 7)


def test_a_unit_is_in_the_reach_of_whoever_is_above_it():
    assert in_reach([7, 3, 1], 1)


def test_a_unit_is_not_in_the_reach_of_its_neighbour():
    assert not in_reach([7, 3, 1], 8)
