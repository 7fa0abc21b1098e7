"""Distributions by hand-sized examples."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.indices.distribution import Basis, Silence, distribution_of

STEPS = ("1", "2", "3")


def shares(found) -> dict[str, tuple[int, float]]:
    return {share.value: (share.n, share.share) for share in found.values}


def test_a_share_is_of_those_who_answered_and_silence_stands_beside_four_ways_apart():
    counts = {"1": 2, "3": 6, "~dont_know": 3, "~refused": 1, "~not_asked": 5}

    found = distribution_of(counts, 20, order=STEPS, fewest=5)

    assert shares(found) == {"1": (2, 0.25), "2": (0, 0.0), "3": (6, 0.75)}
    assert (found.responses, found.answered) == (20, 8)
    assert found.silence == Silence(dont_know=3, refused=1, not_asked=5, skipped=3)


def test_of_several_ticks_the_shares_may_pass_the_whole():
    counts = {"~answered": 10, "a": 8, "b": 6, "~not_asked": 30}

    found = distribution_of(counts, 42, Basis.OF_TICKING, order=("a", "b"), fewest=5)

    assert shares(found) == {"a": (8, 0.8), "b": (6, 0.6)}
    assert found.answered == 10
    assert found.silence.skipped == 2


def test_fewer_answers_than_may_be_shown_tell_nothing_but_their_number():
    one, other = {"1": 4, "~refused": 3}, {"3": 4, "~dont_know": 3}

    found = distribution_of(one, 50, order=STEPS, fewest=5)

    assert found.is_hidden
    assert (found.values, found.silence, found.answered) == ((), None, 4)
    assert found == distribution_of(other, 50, order=STEPS, fewest=5)
    assert not distribution_of({"1": 5}, 50, order=STEPS, fewest=5).is_hidden


def test_a_question_nobody_answered_shows_who_was_silent_but_not_among_few():
    assert distribution_of({"~not_asked": 9}, 9, fewest=5).silence.not_asked == 9
    assert distribution_of({"~refused": 4}, 4, fewest=5).is_hidden


def test_values_nobody_expected_are_listed_the_most_frequent_first():
    found = distribution_of({"x": 2, "y": 5, "2": 1}, 8, order=("2",), fewest=5)
    assert [share.value for share in found.values] == ["2", "y", "x"]


def test_words_and_amounts_have_a_number_of_answers_and_no_values():
    words = distribution_of({"~answered": 7, "~refused": 2}, 10, Basis.WORDS, fewest=5)
    amounts = distribution_of({"15": 4, "20": 3}, 10, Basis.AMOUNTS, fewest=5)

    assert (words.answered, words.values, words.silence.skipped) == (7, (), 1)
    assert (amounts.answered, amounts.values, amounts.silence.skipped) == (7, (), 3)


def test_what_could_not_be_read_is_no_silence():
    found = distribution_of({"1": 5, "~illegible": 2}, 9, order=STEPS, fewest=5)
    assert (found.silence.illegible, found.silence.skipped, found.answered) == (2, 2, 5)


@given(
    st.dictionaries(st.sampled_from(STEPS), st.integers(1, 50)),
    st.dictionaries(
        st.sampled_from(["~dont_know", "~refused", "~not_asked", "~illegible"]), st.integers(1, 9)
    ),
    st.integers(0, 9),
)
def test_everybody_is_in_one_place_only(given_, marks, skipped):
    responses = sum(given_.values()) + sum(marks.values()) + skipped
    found = distribution_of(given_ | marks, responses, order=STEPS, fewest=1)
    if found.silence is None:
        return
    silence = found.silence
    silent = silence.dont_know + silence.refused + silence.not_asked + silence.illegible
    assert silence.skipped == skipped
    assert found.answered + silent + skipped == responses
    assert sum(share.n for share in found.values) == found.answered
