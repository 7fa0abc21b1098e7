from datetime import date

from analysis.targets.groups import known_groups
from survey.dossiers.models import DossierCount, Procedure
from tests.factories.places import make_commune


def test_groups_are_those_of_the_catalogue_and_of_dossiers(ledger):
    assert known_groups(ledger) == []
    commune = make_commune(ledger)
    ledger.add(Procedure(code="1", name="Cấp giấy", procedure_group="Đất đai"))
    for group in ("Hộ tịch", "Đất đai", ""):
        ledger.add(
            DossierCount(
                unit_id=commune.id,
                month=date(2026, 11, 1),
                resolving_unit_id=0,
                procedure_group=group,
            )
        )
    ledger.flush()

    assert known_groups(ledger) == sorted(["Hộ tịch", "Đất đai"])
