from datetime import date, timedelta

from analysis.targets.listing import Turn, targets_about
from analysis.targets.models import Target
from tests.factories.places import make_commune, make_province

TODAY = date(2026, 11, 20)


def keep(ledger, unit, points, days):
    target = Target(kind="routine", unit_id=unit.id, basis_points=points, comparator=">")
    target.valid_from, target.source = TODAY + timedelta(days=days), "Kế hoạch"
    ledger.add(target)
    ledger.flush()


def test_the_latest_begun_is_in_force_of_each_unit(ledger):
    province = make_province(ledger)
    commune, other = make_commune(ledger, province), make_commune(ledger, make_province(ledger))
    for points, days in ((9000, -10), (9100, 0), (9200, 5)):
        keep(ledger, province, points, days)
    keep(ledger, other, 9999, 0)

    found = targets_about(ledger, commune.id, TODAY)

    own = [(each.target.basis_points, each.turn) for each in found if each.unit_name]
    assert own == [(9200, Turn.TO_COME), (9100, Turn.IN_FORCE), (9000, Turn.REPLACED)]
    everywhere = [(each.target.kind, each.turn) for each in found if each.unit_name is None]
    assert everywhere == [("routine", Turn.IN_FORCE), ("ad_hoc", Turn.IN_FORCE)]
