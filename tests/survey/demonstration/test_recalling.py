from random import Random

from survey.demonstration.recalling import _again


def test_now_and_then_somebody_says_otherwise_and_never_the_same_by_it():
    luck = Random(1)
    said = [_again(luck, 5) for _ in range(1000)]
    # Six of a hundred: 60, four standard deviations (√(1000 · 0.06 · 0.94) ≈ 7.5) either way.
    assert 30 < said.count(4) < 90
    assert set(said) == {4, 5}
    assert {_again(luck, 2) for _ in range(1000)} == {2, 5}
