"""Drivers kept as they were computed, and how far they saw."""

from analysis.dashboard.driver_shelf import EDITION, Kept, Seen, keep, seen_now, take
from analysis.rollup.advance import catch_up
from analysis.stats.estimate import Estimate
from analysis.stats.importance import Driver, Drivers

SHARE = Estimate(1.0, 0.9, 1.0, 60, "m")
FOUND = Drivers(60, 2, "m", 0.5, (Driver(0.5, SHARE, 0.5, 0.5, None),))
KEPT = Kept(Seen(EDITION, 1, 62, 0), ("attitude",), FOUND)


def test_what_is_kept_comes_back_as_it_was(tmp_path):
    keep(tmp_path / "drivers" / "1-1-0.json", KEPT)

    assert take(tmp_path / "drivers" / "1-1-0.json") == KEPT


def test_a_reason_is_kept_too(tmp_path):
    few = Kept(KEPT.seen, (), Drivers(3, 0, "m", reason="too_few_answers"))
    keep(tmp_path / "a.json", few)

    assert take(tmp_path / "a.json") == few


def test_nothing_and_what_cannot_be_read_is_nothing(tmp_path):
    assert take(tmp_path / "none.json") is None
    for number, broken in enumerate(("", "{}", '{"drivers": {"drivers": [{}]}}', "[1]")):
        path = tmp_path / f"{number}.json"
        path.write_text(broken)
        assert take(path) is None, broken


def test_new_answers_are_seen(session, land, give):
    give(land.campaign, land.ia_le, 3, 3)
    catch_up(session, {land.ia_le.id})
    before = seen_now(session, {land.ia_le.id})
    give(land.campaign, land.ia_le, 1, 1)
    catch_up(session, {land.ia_le.id})

    assert (before.positions, seen_now(session, {land.ia_le.id}).positions) == (3, 4)
