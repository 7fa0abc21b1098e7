"""A harvest: hundreds of thousands of kept answers in real chains, written in bulk.

The links are the ledger's own (`survey verify` finds nothing to say); only the way
into the table is shorter than a citizen's.
"""

import secrets
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from forms.answers import canonical
from survey.responses.ballot import LATER_COLUMNS, LINKED_COLUMNS, body_of
from survey.responses.ledger import Head, follow
from tests.journeys.town import Town

QUESTIONS = (
    *("overall", "convenience", "on_time", "attitude", "legal_time", "step_time", "contacts"),
    "online",
)
MONTHS = 6
HELD = 0.01
"""The share of answers that wait for review."""

_COLUMNS = (*LINKED_COLUMNS, *LATER_COLUMNS, "link")
_INSERT = (
    f"INSERT INTO responses ({', '.join(_COLUMNS)}) "
    f"VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
)
_PIECE = 20_000


def reap(path: str, town: Town, answers: int) -> None:
    """Add `answers` responses to the SQLite file at `path`, evenly over the town's units."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = -400000")
    # Only here: what a power cut could take is made again in a minute.
    connection.execute("PRAGMA synchronous = OFF")
    desks: dict[int, list[int]] = {}
    for counter_id, unit_id in connection.execute("SELECT id, unit_id FROM counters"):
        desks.setdefault(unit_id, []).append(counter_id)
    share, rest = divmod(answers, len(desks))
    luck = Random(answers)
    ballots = [_answers(luck) for _ in range(500)]
    for number, (unit_id, counters) in enumerate(sorted(desks.items())):
        rows = _rows(town, unit_id, counters, ballots)
        _append(connection, unit_id, rows, share + (number < rest))
    connection.close()


def _append(
    connection: sqlite3.Connection, unit_id: int, rows: Iterator[dict[str, object]], n: int
) -> None:
    found = connection.execute("SELECT position, link FROM chains WHERE unit_id = ?", (unit_id,))
    head = Head(*found.fetchone())
    linked = []
    for row in (next(rows) for _ in range(n)):
        row["position"] = head.position + 1
        entry = follow(head, body_of(row))
        head = Head(entry.position, entry.link)
        linked.append({**row, "link": entry.link})
    connection.execute("BEGIN IMMEDIATE")
    for first in range(0, len(linked), _PIECE):
        connection.executemany(_INSERT, linked[first : first + _PIECE])
    moved = "UPDATE chains SET position = ?, link = ? WHERE unit_id = ?"
    connection.execute(moved, (head.position, head.link, unit_id))
    connection.execute("COMMIT")


def _rows(
    town: Town, unit_id: int, counters: list[int], ballots: list[str]
) -> Iterator[dict[str, object]]:
    luck = Random(unit_id)
    today = datetime.now(UTC).date()
    days = [str(today - timedelta(days=ago)) for ago in range(30 * MONTHS - 1, -1, -1)]
    while True:
        yield {
            "id": secrets.token_hex(16),
            "unit_id": unit_id,
            "campaign_id": town.campaign_id,
            "counter_id": luck.choice(counters),
            "questionnaire": "dossier",
            "version": 1,
            "language": "vi",
            "channel": luck.choice(("qr", "qr", "kiosk")),
            "day": luck.choice(days),
            "minute": None,
            "salt": secrets.token_hex(16),
            "answers": luck.choice(ballots),
            "words": "{}",
            **dict.fromkeys(LATER_COLUMNS),
            "flags": '["burst","held"]' if luck.random() < HELD else None,
        }


def _answers(luck: Random) -> str:
    given = {q: luck.choices((1, 2, 3, 4, 5), (1, 1, 3, 40, 55))[0] for q in QUESTIONS}
    return canonical(
        {"overall": given["overall"]} | {q: v for q, v in given.items() if luck.random() < 0.85}
    )
