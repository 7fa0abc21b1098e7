"""The small rules, each on its own."""

import pytest

from forms.rules import faults_in_code, faults_in_words, is_whole, strings_in


@pytest.mark.parametrize("code", ["overall", "q1", "on_time", "a" * 40])
def test_a_good_code_is_taken_once(code: str) -> None:
    taken: set[str] = set()
    assert list(faults_in_code(code, "code", taken)) == []
    assert len(list(faults_in_code(code, "code", taken))) == 1


@pytest.mark.parametrize("code", ["", "_visit", "1q", "đánh_giá", "on-time", "A", "a\n", 3, None])
def test_a_bad_code_is_refused_and_not_taken(code: object) -> None:
    taken: set[str] = set()
    assert len(list(faults_in_code(code, "code", taken))) == 1
    assert taken == set()


@pytest.mark.parametrize("words", ["Ông/Bà", "a < b & c", "60 %", "“Một cửa” – 2026"])
def test_plain_words_are_well(words: str) -> None:
    assert list(faults_in_words(words, "x")) == []


@pytest.mark.parametrize(
    "words", ["", " ", "a\tb", "a\u00adb", "\ufeffa", "a\u2066b", 5, True, None]
)
def test_words_nobody_can_read_or_see_through_are_a_fault(words: object) -> None:
    assert list(faults_in_words(words, "x"))


def test_true_is_no_number_and_a_word_is_no_list() -> None:
    assert is_whole(0)
    assert not is_whole(True)
    assert not is_whole("1")
    assert strings_in("vi") == ()
    assert strings_in(["vi", False, "en"]) == ("vi", "en")
