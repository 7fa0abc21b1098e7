"""Places among the units below, on the 24 units of oracle 06 and on small cases."""

import csv
from pathlib import Path

from analysis.dashboard.lines import Line
from analysis.dashboard.ranking import dots, ranked
from analysis.stats.funnel import Zone
from analysis.stats.ranking import Group
from analysis.targets.check import Promise, hidden, judge

PROMISE = Promise(9500)
ORACLE = Path(__file__).parents[2] / "oracle"


def line(name, satisfied, n):
    return Line(name, judge(n, satisfied, PROMISE), unit_id=hash(name))


def countrywide():
    with (ORACLE / "10_control_charts" / "funnel_units_expected.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    return [line(row["unit"], int(row["x"]), int(row["n"])) for row in rows], rows


def test_units_stand_in_groups_and_by_name_within_them():
    order = ranked(countrywide()[0])

    assert order.is_uneven
    assert order.is_parted
    assert [each.line.name for each in order.of(Group.HIGH)] == ["U18", "U21", "U23"]
    assert [(each.best, each.worst) for each in order.placed if each.line.name == "U20"] == [
        (6, 24)
    ]
    assert order.overdispersion > 6


def test_what_is_not_shown_takes_no_part():
    few = Line("Xã Ít", hidden(4, PROMISE), 7)
    order = ranked([line("Xã A", 90, 100), few, line("Xã B", 91, 100)])

    assert [each.line.name for each in order.placed] == ["Xã A", "Xã B"]
    assert order.left_out == [few]


def test_where_luck_explains_it_there_is_no_order():
    order = ranked([line("Xã B", 93, 100), line("Xã A", 95, 100)])

    assert not order.is_uneven
    assert not order.is_parted
    assert [each.line.name for each in order.placed] == ["Xã A", "Xã B"]


def test_a_unit_alone_or_none_has_nothing_to_be_before():
    assert not ranked([]).is_parted
    assert not ranked([line("Xã A", 95, 100)]).is_parted


def test_the_funnel_stands_on_the_promise_as_r_has_it():
    lines, rows = countrywide()
    zones = {row["unit"]: row["zone95"] for row in rows}
    found = dots(ranked(lines), PROMISE)

    assert {dot.name: str(dot.zone) for dot in found} == zones
    assert all(dot.is_promised and dot.center == 0.95 for dot in found)


def test_without_a_promise_it_stands_on_the_common_share():
    first, second = dots(ranked([line("Xã A", 90, 100), line("Xã B", 80, 100)]), None)

    assert first.center == second.center == 0.85
    assert not first.is_promised
    assert first.zone is Zone.WITHIN


def test_where_all_are_satisfied_there_is_no_funnel():
    assert dots(ranked([line("Xã A", 90, 90), line("Xã B", 80, 80)]), None) == []
    assert dots(ranked([]), None) == []
