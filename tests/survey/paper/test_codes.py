from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from survey.paper import codes

bodies = st.text(codes.SYMBOLS, min_size=7, max_size=7)


def whole(body: str) -> str:
    return body + codes.check_symbol(body)


def test_the_check_symbol_is_the_one_reckoned_by_hand():
    # 2·2 + 3·3 + 4·4 + 5·5 + 6·6 + 7·7 + 8·8 = 203 = 6·31 + 17, and 17 + 14 = 31: E.
    assert whole("2345678") == "2345678E"
    assert codes.is_well_formed("2345678E")


@given(bodies, st.integers(0, 7), st.sampled_from(codes.SYMBOLS))
def test_one_wrong_symbol_is_always_noticed(body, at, wrong):
    code = whole(body)
    if code[at] != wrong:
        assert not codes.is_well_formed(code[:at] + wrong + code[at + 1 :])


@given(bodies)
def test_any_two_exchanged_are_always_noticed(body):
    code = whole(body)
    for one, other in combinations(range(len(code)), 2):
        signs = list(code)
        signs[one], signs[other] = signs[other], signs[one]
        assert codes.is_well_formed("".join(signs)) is (code[one] == code[other])


@given(bodies)
def test_what_is_printed_is_read_back_however_it_is_typed(body):
    code = whole(body)
    assert codes.normal(codes.printed(code)) == code
    forgiven = codes.printed(code).lower().replace("0", "o").replace("1", "l").replace("5", "s")
    assert codes.normal(f"  {forgiven.replace('-', ' – ')} ") == code


def test_garbage_is_no_code():
    for typed in ("", "x", "2345678", "2345678EE", "2345678ế", "２３４５６７８Ｅ", "0" * 10_000):
        assert not codes.is_well_formed(codes.normal(typed))


def test_codes_are_dealt_once_and_tell_nothing_by_their_order():
    dealt = codes.deal(500)
    assert len(set(dealt)) == 500
    assert all(map(codes.is_well_formed, dealt))
    assert dealt == sorted(dealt)
    assert not set(codes.deal(500, dealt)) & set(dealt)
    again = list(dealt)
    codes.shuffle(again)
    assert sorted(again) == dealt != again


def test_a_form_is_always_the_same_response():
    assert codes.response_id("2345678E") == codes.response_id("2345678E")
    assert len(codes.response_id("2345678E")) == 32
    assert codes.response_id("2345678E") != codes.response_id("2345679G")
