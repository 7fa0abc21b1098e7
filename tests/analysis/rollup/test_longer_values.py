"""The migration to longer values: what was counted stays true, whichever program looks next."""

import pytest
from sqlalchemy import text

from analysis.rollup.advance import catch_up
from analysis.rollup.recount import differences
from survey.schema import downgrade, upgrade
from tests.analysis.ledgers import answer, open_campaign, overall
from tests.factories.places import make_commune

BEFORE, AFTER = "0010_questionnaires", "0016_apart"
"""Later ones count everything afresh, which would hide what this one does."""
LONG = "mot_ma_dai_hon_muoi_sau_chu_cai_nhieu"


@pytest.fixture
def communes(ledger):
    """One commune with steps and words alone, one that also ticked something with a long name."""
    plain, mixed = make_commune(ledger), make_commune(ledger)
    campaign = open_campaign(ledger, plain, mixed)
    answer(ledger, campaign, plain, overall(5, 4), words={"comment": "Cảm ơn"})
    answer(ledger, campaign, plain, overall(1))
    answer(ledger, campaign, mixed, [{"overall": 2, "why": [LONG]}])
    catch_up(ledger)
    return plain, mixed


def counted(engine, unit, value) -> int:
    with engine.connect() as connection:
        found = text("SELECT sum(n) FROM unit_totals WHERE unit_id = :unit AND value = :value")
        return connection.scalar(found, {"unit": unit.id, "value": value}) or 0


def behind(engine) -> int:
    """Return how many answers the tallies lack, at any schema."""
    with engine.connect() as connection:
        lacking = (
            "SELECT sum(chains.position - coalesce(marks.position, 0)) FROM chains "
            "LEFT JOIN marks ON marks.unit_id = chains.unit_id"
        )
        return int(connection.scalar(text(lacking)))


def test_steps_stay_counted_and_the_rest_is_counted_again(engine, communes):
    plain, mixed = communes

    downgrade(engine, BEFORE)

    assert counted(engine, plain, "5") == counted(engine, plain, "4") == 1
    assert counted(engine, plain, "~answered") == counted(engine, mixed, LONG) == 0
    assert behind(engine) == 1  # the mixed commune's, for the program of before

    upgrade(engine, AFTER)
    assert counted(engine, plain, "~answered") == 2
    assert behind(engine) == 1
    upgrade(engine)
    catch_up(engine)
    assert counted(engine, mixed, LONG) == 1
    assert list(differences(engine)) == []


def test_words_are_added_up_to_the_mark_and_no_further(engine, ledger, communes):
    plain, _mixed = communes
    campaign = open_campaign(ledger, plain, code="SAU")
    answer(ledger, campaign, plain, overall(3), words={"comment": "Chậm"})
    downgrade(engine, BEFORE)

    upgrade(engine, AFTER)

    assert counted(engine, plain, "~answered") == 2
    upgrade(engine)
    catch_up(engine)
    assert counted(engine, plain, "~answered") == 3
    assert list(differences(engine)) == []
