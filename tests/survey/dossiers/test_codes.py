from random import Random

from survey.dossiers.codes import (
    ALPHABET,
    LENGTH,
    is_genuine,
    mark_of,
    normal,
    number_in,
    printed,
    seal,
)

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
HASH = b"0123456789abcdef"


def opens(code: str, key: bytes = KEY, code_hash: bytes = HASH) -> bool:
    return is_genuine(key, code, code_hash)


def test_a_code_holds_its_dossiers_number():
    for number in (1, 2, 77, 1_000_000, 2**31 - 1):
        code = seal(KEY, number, HASH)
        assert number_in(KEY, code) == number
        assert opens(code)


def test_the_same_dossier_always_has_the_same_code():
    assert seal(KEY, 5, HASH) == seal(KEY, 5, HASH)
    assert len({seal(KEY, number, HASH) for number in range(2000)}) == 2000


def test_neighbours_look_nothing_alike():
    same = [a == b for a, b in zip(seal(KEY, 5, HASH), seal(KEY, 6, HASH), strict=True)]
    assert sum(same) < 6


def test_it_is_printed_in_fours_and_read_as_people_type():
    code = seal(KEY, 5, HASH)
    assert printed(code).count("-") == 3
    assert len(printed(code)) == LENGTH + 3
    for typed in (printed(code), printed(code).lower(), f"  {code[:5]} {code[5:]} ", code):
        assert normal(typed) == code
    assert normal("oOiIlL" + "0" * 10) == "001111" + "0" * 10


def test_what_can_be_no_code_is_none():
    for typed in ("", "A" * 15, "A" * 17, "U" * 16, "Đ" * 16, "\0" * 16, "A" * 10_000):
        assert normal(typed) is None


def test_every_change_of_one_symbol_is_refused():
    code = seal(KEY, 5, HASH)
    for at in range(LENGTH):
        for symbol in ALPHABET.replace(code[at], ""):
            assert not opens(code[:at] + symbol + code[at + 1 :])


def test_neighbours_exchanged_are_refused():
    code = seal(KEY, 5, HASH)
    for at in range(LENGTH - 1):
        swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        assert swapped == code or not opens(swapped)


def test_a_guess_opens_nothing():
    luck = Random(4)
    guesses = ("".join(luck.choices(ALPHABET, k=LENGTH)) for _ in range(20_000))
    assert not any(opens(guess) for guess in guesses)


def test_another_key_or_another_dossier_opens_nothing():
    code = seal(KEY, 5, HASH)
    assert not opens(code, OTHER)
    assert not opens(code, KEY, b"another dossier!")


def test_a_mark_tells_nothing_without_its_key():
    code = seal(KEY, 5, HASH)
    assert mark_of(KEY, code) == mark_of(KEY, code)
    assert mark_of(KEY, code) != mark_of(OTHER, code)
    assert len(mark_of(KEY, code)) == 32
    assert len({mark_of(KEY, seal(KEY, n, HASH)) for n in range(1000)}) == 1000
