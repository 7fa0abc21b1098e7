import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.places.codes import (
    BODY,
    CAPACITY,
    CHECK,
    OutOfCodes,
    is_well_formed,
    issue,
    nearest,
    normal,
)

numbers = st.integers(1, CAPACITY)


def test_every_number_gets_a_code_of_its_own():
    codes = {issue(number) for number in range(1, CAPACITY + 1)}
    assert len(codes) == CAPACITY
    assert all(is_well_formed(code) for code in codes)


def test_codes_dealt_one_after_the_other_share_no_symbol_in_any_place():
    before = issue(1)
    for number in range(2, CAPACITY + 1):
        code = issue(number)
        assert not any(a == b for a, b in zip(code[:4], before[:4], strict=True)), (before, code)
        before = code


def test_the_first_codes_stay_as_they_were_printed():
    assert [issue(n) for n in (1, 2, 3, CAPACITY)] == ["M9XPN", "7KWEJ", "VWV4E", "2222Z"]


@pytest.mark.parametrize("number", [0, -1, CAPACITY + 1])
def test_no_code_is_dealt_beyond_those_there_are(number):
    with pytest.raises(OutOfCodes):
        issue(number)


@given(numbers)
def test_any_one_wrong_symbol_is_noticed(number):
    code = issue(number)
    for place in range(5):
        for symbol in set(BODY + CHECK + "01ILO8") - {code[place]}:
            assert not is_well_formed(code[:place] + symbol + code[place + 1 :])


@given(numbers)
def test_any_two_exchanged_neighbours_are_noticed(number):
    code = issue(number)
    for i in range(4):
        if code[i] != code[i + 1]:
            assert not is_well_formed(code[:i] + code[i + 1] + code[i] + code[i + 2 :])


def test_every_exchange_of_the_last_symbol_with_the_check_letter_is_noticed():
    for number in range(1, CAPACITY + 1):
        code = issue(number)
        assert code[3] == code[4] or not is_well_formed(code[:3] + code[4] + code[3])


@given(st.text(max_size=12))
def test_no_text_whatever_breaks_the_reading_of_a_code(text):
    code = normal(text)
    assert normal(code) == code
    assert is_well_formed(code) in (True, False)
    assert nearest(text, ["M9XPN"]) in ([], ["M9XPN"])


def test_case_spaces_and_hyphens_do_not_matter():
    assert normal(" m9-xp n\u00a0") == "M9XPN"


def test_an_o_is_not_taken_for_anything_else():
    assert normal("o0l1") == "O0L1"
    assert not is_well_formed("")
    assert not is_well_formed("M9XP")


@pytest.mark.parametrize("typed", ["M9XPM", "9MXPN", "M9XP", "M9XPNN", "m9-xqn", "M9XNP"])
def test_a_slip_away_finds_the_code_that_was_meant(typed):
    assert nearest(typed, ["7KWEJ", "M9XPN", "VWV4E"]) == ["M9XPN"]


def test_one_slip_is_offered_before_two_and_five_at_most():
    known = ["M9XAA", "M9XPA", "M9AAN", "M9XAN", "M9XPC", "M9XPE", "M9XPF"]
    assert nearest("M9XPN", known) == ["M9XAN", "M9XPA", "M9XPC", "M9XPE", "M9XPF"]


def test_nothing_is_offered_for_something_else_altogether():
    assert nearest("XYZ", ["M9XPN"]) == []
    assert nearest("M9XPN" * 200, ["M9XPN"]) == []
    assert nearest("", ["M9XPN"]) == []


def test_two_slips_away_is_offered_and_three_is_not():
    assert nearest("M9XFF", ["M9XPN"]) == ["M9XPN"]
    assert nearest("M9FFF", ["M9XPN"]) == []
