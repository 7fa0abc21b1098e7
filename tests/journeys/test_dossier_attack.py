"""Given every table, log line and backup, nobody can tell whose dossier a rating was.

Ratings are given through the citizens' own pages over several days; `attacker` then tries
everything it can think of, and must do no better than luck within unit, day and group. It
is also shown doing better as soon as anything leaks, so that its silence means something.
"""

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from survey.dossiers import codes, keyring
from survey.dossiers.importing import Sender, import_rows
from survey.dossiers.lines import Fault
from survey.dossiers.models import Dossier
from survey.dossiers.opening import code_of
from survey.dossiers.reading import dossier_by_code
from survey.objects import of_objects
from survey.responses.models import Response
from tests.factories.campaigns import make_campaign
from tests.factories.dossiers import A_DAY
from tests.factories.places import make_commune, make_province
from tests.journeys.attacker import Backup, Case, attacks, backup_of, files_with
from tests.page import read

DAYS, COMMUNES = 4, 3
LONG = 4 * DAYS
GROUPS = ("Đất đai", "Hộ tịch", "Chứng thực")
MOST, FEW = 0.8, 0.12
LUCK = 1e-6
"""Less likely than this is no luck: some two hundred ways are tried, on two databases."""

Leak = Callable[[Session, Dossier], None]


def nothing(_session: Session, _dossier: Dossier) -> None:
    """Leak nothing: what the program does by itself."""


def handed_in(session: Session, told: list[dict[str, object]]) -> None:
    """Take dossiers in as the one-stop system hands them in, in the order of the day."""
    refused: list[Fault] = []
    import_rows(session, of_objects(told), Sender("một cửa"), refused.append)
    assert refused == []


def one_by_one(session: Session, told: list[dict[str, object]]) -> None:
    """Keep the order of the day in the dossiers' numbers: a leak."""
    for each in told:
        handed_in(session, [each])


def live_through(
    client,
    session,
    app,
    clock,
    leak: Leak = nothing,
    hand_in: Callable = handed_in,
    share: float = MOST,
    days: int = DAYS,
) -> tuple[Case, list[str]]:
    """Let days pass on which citizens rate; return what is left, and the codes spent.

    They rate in the order in which their results were handed over, which is the order of
    the day's sheet: the worst there is.
    """
    luck = Random(20)
    province = make_province(session)
    communes = [make_commune(session, province, f"Xã Số {n}") for n in range(COMMUNES)]
    make_campaign(session, province)
    backups: list[tuple[Backup, Backup]] = []
    truth: dict[str, int] = {}
    spent: list[str] = []
    for day in (A_DAY + timedelta(days=number) for number in range(days)):
        clock.set(datetime.combine(day, time(9)))
        told = _a_days_work(communes, day, luck)
        session.commit()
        with app.app_context():  # not held any longer: a request is to have its own
            hand_in(session, told)
            dossiers = [dossier_by_code(session, str(each["code"])) for each in told]
        session.commit()
        before = backup_of(app.extensions["engine"])
        for dossier in (each for each in dossiers if luck.random() < share):
            clock.advance(timedelta(minutes=luck.randrange(1, 6)))
            spent.append(_rate(client, app, session, dossier, luck))
            truth[_newest(session, truth)] = dossier.id
            leak(session, dossier)
            session.commit()
        backups.append((before, backup_of(app.extensions["engine"])))
    folder = app.extensions["settings"].var
    keys = [p.read_bytes() for p in folder.glob("*") if p.is_file() and "langnghe" not in p.name]
    return Case(backups, truth, keys), spent


def _a_days_work(communes, day, luck) -> list[dict[str, object]]:
    told = [
        {
            "code": f"H21.{day:%d}{number}.{unit.code}.{GROUPS.index(group)}",
            "unit_code": unit.code,
            "resolving_unit_code": luck.choice([None, *(each.code for each in communes[:2])]),
            "field": group,
            "received_on": str(day - timedelta(days=9)),
            "due_on": str(day + timedelta(days=luck.choice([-1, 0, 2]))),
            "done_on": str(day),
        }
        for unit in communes
        for group in GROUPS
        for number in range(luck.randrange(1, 14))
    ]
    luck.shuffle(told)
    return told


def _rate(client, app, session, dossier: Dossier, luck: Random) -> str:
    with app.app_context():
        code = code_of(dossier)
    page = read(client.get(f"/t/{code}"))
    answer = {**page.fields, "overall": str(luck.randrange(1, 6))}
    assert client.post(f"/t/{code}", data=answer).status_code == 200
    return code


def _newest(session, known: dict[str, int]) -> str:
    session.rollback()
    (new,) = set(session.scalars(select(Response.id))) - known.keys()
    return new


@pytest.fixture
def logged(caplog):
    # Every line at its most talkative, SQLAlchemy's own left out: it is never turned on.
    caplog.set_level(logging.DEBUG)
    return caplog


def test_no_rating_leads_back_to_its_dossier(client, session, app, clock):
    case, _spent = live_through(client, session, app, clock)
    assert len(case.truth) > 60
    found = {name: case.chance_of(right) for name, right in attacks(case)}
    assert len(found) > 100
    assert {name: chance for name, chance in found.items() if chance < LUCK} == {}


def test_no_file_and_no_log_line_holds_a_code(client, session, app, clock, logged):
    case, spent = live_through(client, session, app, clock)
    marks = [str(row["mark"]) for row in case.backups[-1][1]["spent_codes"]]
    ways = [*spent, *map(codes.printed, spent), *(code.lower() for code in spent)]
    secrets = [way.encode() for way in ways]
    database = app.extensions["engine"].url.database
    folders = [app.extensions["settings"].var]
    if app.extensions["engine"].dialect.name == "sqlite":
        folders.append(Path(database).parent)
    for folder in folders:
        assert files_with(folder, secrets, but="slip_keys") == []
    lines = [record.getMessage() for record in logged.records if "sqlalchemy" not in record.name]
    assert [line for line in lines for word in (*ways, *marks) if word in line] == []


def test_every_day_some_were_rated_and_no_dossier_changed(client, session, app, clock):
    case, _spent = live_through(client, session, app, clock)
    for before, after in case.backups:
        assert len(after["responses"]) > len(before["responses"])
        for table in ("dossiers", "dossier_counts", "dossier_days", "dossier_imports"):
            assert after[table] == before[table]


def flag(session: Session, dossier: Dossier) -> None:
    session.execute(text("UPDATE dossiers SET due_on = NULL WHERE id = :id"), {"id": dossier.id})


def plain_mark(session: Session, dossier: Dossier) -> None:
    mark = dossier.code_hash.hex()
    session.execute(text("INSERT INTO spent_codes (mark) VALUES (:mark)"), {"mark": mark})


@pytest.mark.parametrize(
    ("leak", "hand_in", "share", "days"),
    # Who was rated tells most where few were, the order of the day where most were.
    [
        (flag, handed_in, FEW, LONG),
        (plain_mark, handed_in, FEW, LONG),
        (nothing, one_by_one, MOST, DAYS),
    ],
    ids=["a flag", "a plain mark", "the order of the day"],
)
def test_a_leak_is_found(client, session, app, clock, leak, hand_in, share, days):
    case, _spent = live_through(client, session, app, clock, leak, hand_in, share, days)
    found = {name: case.chance_of(right) for name, right in attacks(case)}
    assert min(found.values()) < LUCK


def test_once_a_key_is_destroyed_even_the_paper_leads_nowhere(client, session, app, clock):
    case, spent = live_through(client, session, app, clock)
    with app.app_context():
        key = keyring.slip_key(keyring.quarter_of(A_DAY))
        marks = {str(row["mark"]) for row in case.backups[-1][1]["spent_codes"]}
        assert {codes.mark_of(key, code) for code in spent} == marks  # while it is there
        keyring.destroy(keyring.quarter_of(A_DAY))
        assert keyring.living() == {}
