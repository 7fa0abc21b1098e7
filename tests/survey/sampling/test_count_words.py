import pytest

from survey.sampling.count_words import EACH, NoCount, read, typed
from survey.sampling.drawing.designs import Spread, Steps, Total

COUNTS = [
    ("3", EACH, 3),
    ("36525", "even", Total(36525)),
    ("900", "proportional", Total(900, Spread.PROPORTIONAL)),
    ("3; 2000000: 6", EACH, Steps(((0, 3), (2_000_000, 6)))),
    ("01=3; 02=6", EACH, {"01": 3, "02": 6}),
]


@pytest.mark.parametrize(("written", "meant", "count"), COUNTS)
def test_a_count_is_read_as_it_is_typed(written, meant, count):
    assert read(written, meant) == count
    assert typed(count) == (written, meant)


def test_from_which_size_on_may_be_said_in_words():
    assert read("3; từ 2000000: 6", EACH) == Steps(((0, 3), (2_000_000, 6)))


@pytest.mark.parametrize(
    ("written", "meant"),
    [("", EACH), ("ba", EACH), ("1,5", EACH), ("-3", EACH), ("3; 6", EACH), ("01=3; 6", EACH),
     ("01=3; 01=4", EACH), ("3; 20: 6", "even"), ("9" * 10, EACH), ("٣", EACH)],
)  # fmt: skip
def test_what_is_no_count_is_told(written, meant):
    with pytest.raises(NoCount):
        read(written, meant)
