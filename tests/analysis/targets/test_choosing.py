"""Which promise is in force, on real rows."""

from datetime import UTC, date, datetime

import pytest

from analysis.targets.check import Promise
from analysis.targets.choosing import judged_on, nearest, places, promise_for
from analysis.targets.models import Target
from survey.campaigns.models import Campaign
from tests.factories.places import make_commune, make_province

DAY = date(2026, 11, 21)


def target(session, unit, points, valid_from, comparator=">", group=None):
    session.add(
        Target(
            kind="routine",
            unit_id=unit.id if unit else None,
            procedure_group=group,
            basis_points=points,
            comparator=comparator,
            valid_from=valid_from,
            source=f"Kế hoạch {points}",
        )
    )
    session.flush()


@pytest.fixture
def province(ledger):
    return make_province(ledger)


@pytest.fixture
def commune(ledger, province):
    return make_commune(ledger, province)


def test_the_letters_promises_stand_from_the_start(ledger):
    routine, ad_hoc = (
        promise_for(ledger, "routine", (), DAY),
        promise_for(ledger, "ad_hoc", (), DAY),
    )

    assert (routine.basis_points, routine.comparator) == (9500, ">")
    assert (ad_hoc.basis_points, ad_hoc.comparator) == (8500, ">")
    assert "Hớn Quản" in routine.source


def test_a_newer_target_takes_over_on_its_first_day(ledger):
    target(ledger, None, 9700, DAY, ">=")

    assert promise_for(ledger, "routine", (), date(2026, 11, 20)).basis_points == 9500
    assert promise_for(ledger, "routine", (), DAY) == Promise(9700, ">=", "Kế hoạch 9700")


def test_the_nearest_unit_s_own_target_comes_first_however_old(ledger, province, commune):
    path = (province.id, commune.id)
    target(ledger, province, 9600, date(2020, 1, 1))
    assert promise_for(ledger, "routine", path, DAY).basis_points == 9600

    target(ledger, commune, 9000, date(2019, 1, 1))
    target(ledger, None, 9900, date(2026, 1, 1))
    assert promise_for(ledger, "routine", path, DAY).basis_points == 9000
    assert promise_for(ledger, "routine", path[:1], DAY).basis_points == 9600
    assert promise_for(ledger, "ad_hoc", path, DAY).basis_points == 8500


def test_whoever_is_nearer_has_the_word_of_each_the_group_s_promise_first(
    ledger, province, commune
):
    path = (province.id, commune.id)
    order = [(None, "Đất đai"), (province, None), (province, "Đất đai"), (commune, None)]
    # From the farthest to the nearest each takes over from the one before.
    for points, (unit, group) in enumerate([*order, (commune, "Đất đai")], 9001):
        target(ledger, unit, points, DAY, group=group)
        assert promise_for(ledger, "routine", path, DAY, "Đất đai").basis_points == points

    assert promise_for(ledger, "routine", path, DAY, "Hộ tịch").basis_points == 9004
    assert promise_for(ledger, "routine", path[:1], DAY, "Hộ tịch").basis_points == 9002
    assert promise_for(ledger, "routine", path[:1], DAY, "Đất đai").basis_points == 9003


def test_a_group_s_promise_never_holds_the_whole_unit(ledger, commune):
    target(ledger, commune, 9900, DAY, group="Đất đai")

    assert promise_for(ledger, "routine", (commune.id,), DAY).basis_points == 9500
    assert list(places((1, 2), "Đất đai")) == [
        *((2, "Đất đai"), (2, None), (1, "Đất đai")),
        *((1, None), (None, "Đất đai"), (None, None)),
    ]


def test_before_the_first_day_nothing_is_promised(ledger):
    assert promise_for(ledger, "routine", (), date(2014, 12, 31)) is None
    assert nearest({}, (1, 2)) is None


@pytest.mark.parametrize(
    ("closed_at", "moment", "day"),
    [
        (None, datetime(2026, 11, 21, 3, tzinfo=UTC), date(2026, 11, 21)),
        (None, datetime(2027, 3, 1, tzinfo=UTC), date(2026, 12, 31)),
        (
            datetime(2026, 6, 30, 18, tzinfo=UTC),
            datetime(2026, 11, 21, tzinfo=UTC),
            date(2026, 7, 1),
        ),
        (datetime(2027, 2, 1, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC), date(2026, 12, 31)),
    ],
)
def test_a_campaign_is_held_to_the_promise_of_its_last_day(closed_at, moment, day):
    campaign = Campaign(ends_on=date(2026, 12, 31), closed_at=closed_at)

    assert judged_on(campaign, moment) == day
