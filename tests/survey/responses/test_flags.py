from survey.responses import flags
from survey.responses.flags import BURST, HELD, LATE, is_apart, read, written


def test_flags_are_kept_in_one_order_and_read_again() -> None:
    assert written({HELD, BURST}) == written([BURST, HELD]) == '["burst","held"]'
    assert read('["burst","held"]') == {BURST, HELD}


def test_no_flags_are_kept_as_nothing() -> None:
    assert written(frozenset()) is None
    assert read(None) == frozenset()


def test_only_what_is_held_or_late_stays_apart() -> None:
    every = {value for name, value in vars(flags).items() if name.isupper() and name != "APART"}
    assert {flag for flag in every if is_apart({flag})} == {HELD, LATE}
