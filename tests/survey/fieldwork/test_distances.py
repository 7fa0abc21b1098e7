"""The way between two interviews, along the ground."""

import pytest

from survey.fieldwork.distances import kilometres


def test_a_degree_of_latitude_is_as_long_as_by_hand():
    # 2 · π · 6371.0088 / 360 = 111.195 km
    assert kilometres((13.0, 109.0), (14.0, 109.0)) == pytest.approx(111.195, abs=0.001)


def test_a_degree_of_longitude_shrinks_with_the_cosine_of_the_latitude():
    # At 60° it is half as long (the great circle a little shorter than the parallel).
    assert kilometres((60.0, 0.0), (60.0, 1.0)) == pytest.approx(55.6, abs=0.01)
    assert kilometres((13.0, 109.0), (13.0, 109.0)) == 0
