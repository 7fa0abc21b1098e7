"""An attacker who may read all there is, and has a clock, does not learn who said what.

A thousand officials in ten groups answer in an order the attacker knows. Everything is read
while answers wait (tables, files and the key of the links), again and again as backups
would (without the key), and once more after the closing (tables in every order there is,
files, logs). Each way of pairing people and answers is held to luck by the exact binomial
test, for one in a hundred is right by luck alone.
"""

import logging
import random
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from survey.campaigns.life import close_campaign
from survey.invitations.links import Links, mark_of, marks_in
from survey.invitations.mixing import leaving
from survey.invitations.models import InviteeGroup
from survey.invitations.sealing import opened
from tests.factories.invitations import make_invited
from tests.factories.places import make_province
from tests.journeys.officials import Row, attack, best, read_whole

GROUPS, SIZE = 10, 100
N = GROUPS * SIZE
LUCK = 1e-6
SECRET = "ý kiến riêng"


def files_in(var: Path) -> Iterator[bytes]:
    for path in sorted(var.rglob("*")):
        if path.is_file():
            yield path.read_bytes()


def held_to_luck(people: list[Row], answers: list[Row], truth: dict[object, object]) -> None:
    guesses = attack(people, answers, truth)
    caught = best(guesses)
    assert len(guesses) > 20
    assert caught.p * len(guesses) > LUCK, caught


@pytest.fixture
def world(app, client, session, settings, caplog):
    """Everybody has answered; what backups held meanwhile, and who came when."""
    caplog.set_level(logging.DEBUG)
    sizes = {f"Nhóm {number:02}": SIZE for number in range(GROUPS)}
    campaign, tokens = make_invited(session, make_province(session), settings.var, sizes, "dossier")
    session.commit()
    people = read_whole(app.extensions["engine"], "invitees")
    names = {group.id: group.name for group in session.scalars(select(InviteeGroup))}
    by_token = {
        token: person
        for person, token in zip(people, chain.from_iterable(tokens.values()), strict=True)
    }
    luck = random.Random(2026)
    came = luck.sample(list(by_token), N)
    backups = []
    for number, token in enumerate(came):
        words = f"{SECRET} {by_token[token]['id']:05}"
        sent = client.post(f"/i/{token}", data={"overall": "4", "comment": words})
        assert sent.status_code == 200, number
        if number % 200 == 77:
            backups.append(_everything(app))
    clock = {by_token[token]["id"]: place for place, token in enumerate(came)}
    known = [{**p, "group": names[p["group_id"]], "clock": clock[p["id"]]} for p in people]
    return campaign, known, backups


def _everything(app) -> dict[str, list[Row]]:
    engine = app.extensions["engine"]
    return {table: read_whole(engine, table) for table in inspect(engine).get_table_names()}


def test_nobody_finds_out_who_said_what(app, session, settings, caplog, world):
    campaign, people, backups = world
    _nothing_in_backups_or_logs(app, settings, caplog, backups)
    _one_look_with_the_key_finds_nobody(app, session, settings, campaign, people)
    with app.app_context():
        close_campaign(session, campaign)
        session.commit()
    now = _everything(app)
    assert not list((settings.var / "invitations").iterdir())
    assert now["invitees"] == []
    said = {row["response_id"]: row["words"] for row in now["remarks"]}
    truth = {int(words[-5:]): response for response, words in said.items()}
    assert len(truth) == N
    named = {f'{{"group":"nhom-{number:02}"}}': f"Nhóm {number:02}" for number in range(GROUPS)}
    answers = [{**row, "group": named[row["design"]]} for row in now["responses"]]
    held_to_luck(people, answers, truth)
    # By where their words lie, too.
    places = {row["response_id"]: row for row in now["remarks"]}
    held_to_luck(
        people,
        [{**places[row["id"]], **row, "x": places[row["id"]].get("row_place")} for row in answers],
        truth,
    )
    _nobody_is_named_anywhere_after_the_closing(now, people)


def _nothing_in_backups_or_logs(app, settings, caplog, backups) -> None:
    for number, backup in enumerate(backups):
        assert SECRET not in str(backup), number
        assert backup["responses"] == []
        # Sealed anew each time, to one length: two backups tell how many came, not what.
        assert len({len(row["waiting"]) for row in backup["invitee_groups"]}) == 1
    assert not [file for file in files_in(settings.var) if SECRET.encode() in file]
    database = make_path(app)
    if database is not None:
        log = database.with_name(database.name + "-wal")
        assert SECRET.encode() not in database.read_bytes()
        # No older state of a box is left to be compared with the newest.
        assert not log.exists() or log.stat().st_size == 0
    assert SECRET not in caplog.text
    assert "/i/" not in caplog.text


def make_path(app) -> Path | None:
    url = app.extensions["engine"].url
    return Path(url.database) if url.get_backend_name() == "sqlite" else None


def _one_look_with_the_key_finds_nobody(app, session, settings, campaign, people) -> None:
    """Whoever has the key reads what waits, and who has answered; not which is whose."""
    links = Links(settings.var, campaign.id)
    names = {group.id: group.name for group in session.scalars(select(InviteeGroup))}
    waiting, truth = [], {}
    for row in read_whole(app.extensions["engine"], "invitee_groups"):
        for place, entry in enumerate(opened(links.box_key, row["waiting"])):
            waiting.append({"id": entry["id"], "place": place, "group": names[row["id"]]})
            truth[int(entry["words"]["comment"][-5:])] = entry["id"]
    marks = {mark_of(links.token(int(person["id"]))): person for person in people}
    held = [m for row in session.scalars(select(InviteeGroup)) for m in sorted(marks_in(row.spent))]
    spent = [{**marks[mark], "mark": mark.hex()} for mark in held]
    assert len(spent) == len(waiting) == N
    held_to_luck(spent, waiting, truth)


def _nobody_is_named_anywhere_after_the_closing(now, people) -> None:
    whole = str({table: rows for table, rows in now.items() if table != "letters"})
    assert not [p["email"] for p in people if p["email"] in whole or str(p["entry"]) in whole]


def planted(kind: str) -> list[Row]:
    """Answers as a careless house would keep them: in the order they came, or in small lots."""
    luck = random.Random(7)
    rows = []
    for group in range(GROUPS):
        came = list(range(SIZE))
        if kind == "lots of five":
            came = [each for at in range(0, SIZE, 5) for each in luck.sample(came[at : at + 5], 5)]
        if kind == "a pool":
            came = _through_a_pool(luck)
        rows += [
            {"id": f"{luck.getrandbits(128):032x}", "who": (group, who), "at": (group, at)}
            for at, who in enumerate(came)
        ]
    return rows


def _through_a_pool(luck: random.Random) -> list[int]:
    waiting: list[int] = []
    left: list[int] = []
    for who in range(SIZE):
        gone, waiting = leaving([*waiting, who], luck.shuffle, is_closing=who == SIZE - 1)
        left += gone
    return left


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [("in order", N, N), ("lots of five", 0.15 * N, 0.25 * N), ("a pool", 0.03 * N, 0.2 * N)],
)
def test_the_attack_finds_what_a_careless_house_gives_away(kind, least, most):
    people = [
        {"id": (g, n), "group": str(g), "clock": n} for g in range(GROUPS) for n in range(SIZE)
    ]
    rows = planted(kind)
    answers = [
        {"id": row["id"], "group": str(row["at"][0]), "position": row["at"][1]} for row in rows
    ]
    caught = best(attack(people, answers, {row["who"]: row["id"] for row in rows}))
    assert caught.p < LUCK
    assert least <= caught.right <= most
