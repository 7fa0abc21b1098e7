"""Where an answer stands, by its flags and the last ruling."""

import pytest

from analysis.rollup.ruled import Said, Stand, cause_of, is_out, stands

BY_FUSE, BY_SOMEBODY = False, True


@pytest.mark.parametrize(
    ("noticed", "said", "stand"),
    [
        ((), None, None),
        (("fast", "soon"), None, None),
        (("held", "burst"), None, Stand.WAITING),
        (("late",), None, Stand.LATE),
        (("held",), Said(True, BY_SOMEBODY), Stand.IN),
        (("held",), Said(False, BY_SOMEBODY), Stand.OUT),
        ((), Said(False, BY_FUSE), Stand.WAITING),
        ((), Said(False, BY_SOMEBODY), Stand.OUT),
        ((), Said(True, BY_FUSE), Stand.IN),
        (("late", "held"), Said(True, BY_SOMEBODY), Stand.LATE),
        (("late",), Said(False, BY_FUSE), Stand.LATE),
    ],
)
def test_flags_say_it_until_somebody_rules_and_late_stays_late(noticed, said, stand):
    assert stands(noticed, said) is stand


def test_only_what_never_was_apart_or_was_ruled_in_is_in_the_headline():
    assert [is_out(stand) for stand in (None, *Stand)] == [False, True, False, True, True]


def test_one_cause_stands_for_all_flags():
    assert cause_of({"held", "fast", "burst"}) == "burst"
    assert cause_of({"held", "burst", "repeat"}) == "repeat"
    assert cause_of({"held"}) == "held"
    assert cause_of({"late", "held", "burst"}) == "late"
    assert cause_of({"held", "repeat", "unreviewed"}) == "unreviewed"
