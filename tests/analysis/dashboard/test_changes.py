"""Which units rose or fell, in words that luck does not write."""

from analysis.dashboard.changes import changes, why_not
from analysis.dashboard.lines import Line
from analysis.stats.comparison import Change
from analysis.targets.check import Promise, hidden, judge
from tests.analysis.ledgers import open_campaign
from tests.factories.places import make_province


def line(unit_id, satisfied, n):
    return Line(f"Xã {unit_id}", judge(n, satisfied, Promise(9500)), unit_id)


def test_falls_stand_first_and_a_small_difference_is_unclear():
    old = [line(1, 95, 100), line(2, 95, 100), line(3, 70, 100)]
    new = [line(1, 93, 100), line(2, 70, 100), line(3, 95, 100)]

    told = changes(old, new)

    assert [(each.line.unit_id, each.change) for each in told] == [
        (2, Change.DOWN),
        (3, Change.UP),
        (1, Change.UNCLEAR),
    ]
    assert round(told[0].difference.estimate, 9) == -0.25
    assert told[0].difference.high < 0


def test_a_unit_new_or_not_shown_is_too_few_and_has_no_difference():
    old = [Line("Xã 1", hidden(4, None), 1)]
    new = [line(1, 93, 100), line(2, 93, 100), Line("Xã 3", hidden(0, None), 3)]

    told = changes(old, new)

    assert {each.change for each in told} == {Change.TOO_FEW}
    assert [each.difference for each in told] == [None, None, None]
    assert changes(old, []) == []


def test_campaigns_of_two_kinds_are_not_compared(session):
    province = make_province(session, "Tỉnh Gia Lai")
    routine = open_campaign(session, province)
    other = open_campaign(session, province, code="DX-2026", kind="ad_hoc")
    again = open_campaign(session, province, code="TX-2025")

    assert why_not(routine, again) == ()
    assert why_not(routine, other)
