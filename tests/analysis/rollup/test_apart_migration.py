"""The migration to what is apart: units with flagged answers are counted afresh, both ways."""

from sqlalchemy import text

from analysis.rollup.advance import behind, catch_up
from analysis.rollup.recount import differences
from survey.schema import downgrade, upgrade
from tests.analysis.ledgers import answer, open_campaign, overall
from tests.factories.places import make_commune

BEFORE = "0015_devices"


def tallied(engine) -> dict[str, int]:
    with engine.connect() as connection:
        found = text("SELECT channel, sum(n) FROM tallies WHERE question = '' GROUP BY channel")
        return {channel: int(n) for channel, n in connection.execute(found)}


def test_only_units_with_flagged_answers_are_counted_again(engine, ledger):
    plain, mixed = make_commune(ledger), make_commune(ledger)
    campaign = open_campaign(ledger, plain, mixed)
    answer(ledger, campaign, plain, overall(5, 4))
    answer(ledger, campaign, mixed, overall(3))
    answer(ledger, campaign, mixed, overall(1), flags=["burst", "held"])
    catch_up(ledger)

    downgrade(engine, BEFORE)
    assert tallied(engine) == {"qr": 2}

    upgrade(engine, "0016_apart")
    assert behind(engine).answers_left == 2
    upgrade(engine)
    catch_up(engine)
    assert tallied(engine) == {"qr": 3, "qr~": 1}
    assert list(differences(engine)) == []
