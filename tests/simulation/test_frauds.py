"""The section on planted frauds: what it tells, and that honest counters differ."""

from random import Random

from tests.simulation.counters import honest, observed, working_days
from tests.simulation.frauds import section
from tests.simulation.planted import FRAUDS


def test_the_section_tells_false_alarms_and_every_fraud_by_dose():
    written = section([1], [1])
    assert "of 40** counters" in written
    for fraud in FRAUDS:
        assert f"| {fraud} |" in written
    assert written.count("\n| ") == len(FRAUDS) + 1


def test_the_same_seed_is_the_same_town():
    assert observed(honest(Random(5))) == observed(honest(Random(5)))
    assert len(working_days()) == 22


def test_a_fraud_changes_a_counter_and_leaves_its_dossiers():
    for plant in FRAUDS.values():
        random = Random(6)
        counter = honest(random)
        before, dossiers = list(counter.ratings), dict(counter.dossiers)
        plant(random, counter, 2)
        assert counter.ratings != before
        assert counter.dossiers == dossiers
