"""The two views hold what the ledger holds, and say what is out of the headline now."""

from datetime import date

from sqlalchemy import select

from analysis.columns.opening import opened
from analysis.rollup.advance import catch_up
from analysis.rollup.counting import count
from survey.responses.models import Response
from tests.analysis.ledgers import answer, overall, rule
from tests.factories.places import make_commune, make_counter

KINDS = [
    {"overall": 4, "why": ["waited", "x" * 60], "m": {"a": 4, "b": "~refused"}},
    {"overall": 2, "day": "2026-11-21", "online": "~dont_know"},
]


def test_an_empty_ledger_has_empty_views(engine, folder):
    with opened(engine, folder) as duck:
        assert duck.sql("FROM responses").fetchall() == []
        assert duck.sql("FROM answers").fetchall() == []


def test_each_response_is_a_row_without_anything_that_leads_to_it(
    ledger, engine, campaign, commune, folder
):
    desk = make_counter(ledger, commune)
    answer(ledger, campaign, commune, overall(5), counter_id=desk.id, flags=["fast"])
    answer(ledger, campaign, commune, overall(1), channel="paper", day=date(2026, 3, 2))

    with opened(engine, folder) as duck:
        found = duck.sql("FROM responses ORDER BY position")
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]

    assert rows[0] == {
        "unit_id": commune.id,
        "position": 1,
        "campaign_id": campaign.id,
        "counter_id": desk.id,
        "channel": "qr",
        "day": date(2026, 11, 21),
        "minute": None,
        "language": "vi",
        "questionnaire": "dossier",
        "version": 1,
        "flags": '["fast"]',
        "procedure_group": None,
        "resolving_unit_id": None,
        "on_time": None,
        "is_flagged": False,
        "is_out": False,
    }
    assert (rows[1]["counter_id"], rows[1]["channel"], rows[1]["flags"]) == (0, "paper", None)


def test_each_value_that_is_counted_is_a_row(ledger, engine, campaign, commune, folder):
    answer(ledger, campaign, commune, KINDS, words={"comment": "Chậm", "why": "Khác"})
    entries = ledger.execute(select(Response.__table__)).all()
    told = {(cell.question, cell.value): n for cell, n in count(entries).items() if cell.question}

    with opened(engine, folder) as duck:
        asked = "SELECT question, value, count(*)::INT FROM answers GROUP BY ALL"
        found = {(question, value): n for question, value, n in duck.sql(asked).fetchall()}

    assert found == told
    assert found["m.b", "~refused"] == 1
    assert found["comment", "~answered"] == 2


def test_what_is_out_follows_flags_and_rulings(ledger, engine, campaign, commune, folder):
    held = answer(ledger, campaign, commune, overall(1, 1), flags=["held", "burst"])
    answer(ledger, campaign, commune, overall(1), flags=["late"])
    plain = answer(ledger, campaign, commune, overall(5, 5), flags=["fast"])

    assert _out(engine, folder) == [True, True, True, False, False]
    rule(ledger, held[:1], counts=True)
    rule(ledger, plain[1:], counts=False, by=None)

    assert _out(engine, folder) == [False, True, True, False, True]


def test_an_opening_of_some_units_shows_those_alone(ledger, engine, campaign, commune, folder):
    other = make_commune(ledger, name="Xã Bên Cạnh")
    answer(ledger, campaign, commune, overall(5, 4))
    answer(ledger, campaign, other, overall(1))

    with opened(engine, folder, [other.id]) as duck:
        assert duck.sql("SELECT unit_id, value FROM answers").fetchall() == [(other.id, "1")]
    with opened(engine, folder) as duck:
        assert duck.sql("SELECT count(*) FROM answers").fetchall() == [(3,)]


def test_what_came_since_the_last_opening_is_there(ledger, engine, campaign, commune, folder):
    for more in range(1, 4):
        answer(ledger, campaign, commune, overall(5))
        assert len(_out(engine, folder)) == more


def test_the_columns_of_an_answer_that_no_tally_holds_yet_follow_its_flags(
    ledger, engine, campaign, commune, folder
):
    catch_up(ledger)
    answer(ledger, campaign, commune, overall(1), flags=["held"])

    assert _out(engine, folder) == [True]


def _out(engine, folder):
    with opened(engine, folder) as duck:
        found = duck.sql("SELECT is_out FROM responses ORDER BY position").fetchall()
        answers = duck.sql("SELECT is_out FROM answers ORDER BY position").fetchall()
    assert found == answers
    return [is_out for (is_out,) in found]
