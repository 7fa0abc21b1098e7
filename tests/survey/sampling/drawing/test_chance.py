"""Every number follows from the seed, and anybody can compute it again."""

import subprocess
from itertools import pairwise
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.sampling.drawing.chance import first, path, shuffled, uniform, uniforms, written

WORDS = st.text(st.sampled_from("ab|/\\ă"), max_size=4)


@pytest.mark.parametrize("labels", [("1/01", "001"), ("2/01/Thôn Đồng", "hộ|7"), ()])
def test_a_number_is_what_sha256sum_says(labels):
    hashed = written("2024", *labels).encode()
    told = subprocess.run(["sha256sum"], input=hashed, capture_output=True, check=True)
    digits = told.stdout.decode()[:14]
    assert uniform("2024", *labels) == (int(digits, 16) // 8) / 9_007_199_254_740_992


def test_what_is_hashed_is_the_seed_and_the_labels():
    assert written("2024", "1/01", "001") == "2024|1/01|001"


@given(st.lists(WORDS, max_size=3))
def test_labels_are_read_back_from_what_is_hashed(labels):
    assert parts(written("7", *labels), "|") == ["7", *labels]


@given(st.lists(WORDS, min_size=1, max_size=3))
def test_codes_are_read_back_from_a_path(codes):
    assert parts(path(*codes), "/") == codes


def parts(text: str, sign: str) -> list[str]:
    """Split `text` at each `sign` that no backslash stands before, and take those away."""
    found, signs = [""], iter(text)
    for one in signs:
        if one == sign:
            found.append("")
        else:
            found[-1] += next(signs) if one == "\\" else one
    return found


@given(WORDS, WORDS, st.lists(WORDS, max_size=5))
def test_many_numbers_at_once_are_the_same_numbers(seed, label, codes):
    assert uniforms(seed, label, codes) == [uniform(seed, label, code) for code in codes]


def test_numbers_lie_evenly_from_nought_to_one():
    # Kolmogorov–Smirnov: the largest gap over 10,000 numbers passes 1.95 / 100 once in 1,000.
    numbers = sorted(uniforms("even", "1", map(str, range(10_000))))
    gap = max(max((k + 1) / 10_000 - x, x - k / 10_000) for k, x in enumerate(numbers))
    assert 0 <= numbers[0] < numbers[-1] < 1
    assert gap < 0.0195


def test_numbers_of_neighbours_have_nothing_to_do_with_each_other():
    numbers = uniforms("even", "1", map(str, range(10_000)))
    together = sum((x - 0.5) * (y - 0.5) for x, y in pairwise(numbers))
    assert abs(together / 9_999 * 12) < NormalDist().inv_cdf(1 - 1e-6) / 100


@given(st.sets(WORDS), st.randoms())
def test_an_order_does_not_hang_on_the_order_before(codes, moved):
    given_order = sorted(codes)
    moved.shuffle(given_order)
    assert shuffled("7", "1", given_order) == shuffled("7", "1", sorted(codes))
    assert sorted(shuffled("7", "1", given_order)) == sorted(codes)


@given(st.sets(WORDS), st.integers(-1, 8))
def test_the_first_are_the_beginning_of_the_whole_order(codes, n):
    assert first("7", "1", sorted(codes), n) == shuffled("7", "1", codes)[: max(n, 0)]
