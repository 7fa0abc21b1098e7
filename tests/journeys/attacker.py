"""Somebody who has every table, every log line and every backup, and wants to know who rated.

For each rating the attacker names one dossier. It is given more than it would know: the
unit, day and group of the dossier behind each rating (its cell), so that all that is
left is to pick within the cell. It tries everything that could be in an order or could
have changed, and scores how often each way was right.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b, md5, sha1, sha256
from hmac import digest
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine

Row = Mapping[str, object]
Backup = Mapping[str, Sequence[Row]]
Cell = tuple[int, str, str]
_HIDDEN = {"postgresql": "ctid::text AS place, xmin::text::bigint AS writer, ", "sqlite": ""}


def backup_of(engine: Engine) -> Backup:
    """Return every row of every table, in the order it lies there, with what is hidden of it."""
    kept: dict[str, Sequence[Row]] = {}
    with engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            hidden = _HIDDEN[engine.dialect.name]
            if engine.dialect.name == "sqlite" and not _lies_by_key(connection, table):
                hidden = "rowid AS place, "
            found = connection.execute(text(f"SELECT {hidden}* FROM {table}"))
            kept[table] = [dict(row._mapping) | {"_nth": n} for n, row in enumerate(found)]
    return kept


def _lies_by_key(connection, table: str) -> bool:
    made = connection.scalar(
        text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table}
    )
    return "WITHOUT ROWID" in (made or "").upper()


@dataclass
class Case:
    """What the attacker holds, and for scoring only, what is true."""

    backups: Sequence[tuple[Backup, Backup]]  # of each day: from before and from after
    truth: Mapping[str, int]  # response id → dossier id
    keys: Sequence[bytes]  # whatever lies in the state folder and is part of a backup

    def cells(self) -> Iterator[tuple[list[Row], list[Row]]]:
        """Yield the ratings and the dossiers of each unit, day and group."""
        last = self.backups[-1][1]
        dossiers: dict[Cell, list[Row]] = defaultdict(list)
        cell_of: dict[object, Cell] = {}
        for dossier in last["dossiers"]:
            cell = dossier["unit_id"], str(dossier["event_on"]), str(dossier["procedure_group"])
            cell_of[dossier["id"]] = cell
            dossiers[cell].append(dossier)
        ratings: dict[Cell, list[Row]] = defaultdict(list)
        for rating in self._ratings():
            ratings[cell_of[self.truth[str(rating["id"])]]].append(rating)
        for cell, rated in ratings.items():
            yield rated, dossiers[cell]

    def _ratings(self) -> Iterator[Row]:
        last = self.backups[-1][1]
        # On PostgreSQL one transaction leaves its number on both rows it wrote.
        marks = {row.get("writer", row["_nth"]): row for row in last["spent_codes"]}
        for row in last["responses"]:
            mark = marks.get(row.get("writer", row["_nth"]), {})
            if str(row["id"]) in self.truth:
                yield {**row, **{f"mark_{name}": value for name, value in mark.items()}}

    def right(self, guess: Callable[[list[Row], list[Row]], list[object]]) -> int:
        """Return how many ratings `guess` led back to their dossier."""
        return sum(
            self.truth[str(rating["id"])] == named
            for ratings, dossiers in self.cells()
            for rating, named in zip(ratings, guess(ratings, dossiers), strict=True)
        )

    def chance_of(self, at_least: int) -> float:
        """Return how likely that many would be right by luck: exact, cell by cell."""
        likely = [1.0]
        for ratings, dossiers in self.cells():
            for _rating in ratings:
                p = 1 / len(dossiers)
                likely = [
                    (likely[n] if n < len(likely) else 0) * (1 - p)
                    + (likely[n - 1] * p if n else 0)
                    for n in range(len(likely) + 1)
                ]
        return sum(likely[at_least:])


def attacks(case: Case) -> Iterator[tuple[str, int]]:
    """Try every way there is; yield its name and how many ratings it led back."""
    yield "what changed from one backup to the next", case.right(_by_change(case))
    yield "marks that are a known function of something kept", case.right(_by_mark(case))
    yield "what the rating says of its dossier", case.right(_by_facts)
    ratings, dossiers = next(case.cells())
    for ours in ratings[0]:
        for theirs in dossiers[0]:
            for turned in (False, True):
                name = f"ratings by {ours}, dossiers by {theirs}{', turned' * turned}"
                yield name, case.right(_by_order(ours, theirs, turned))


def _by_order(ours: str, theirs: str, turned: bool) -> Callable:
    def guess(ratings: list[Row], dossiers: list[Row]) -> list[object]:
        order = sorted(dossiers, key=lambda row: _sortable(row[theirs]), reverse=turned)
        rank = {
            id(row): n
            for n, row in enumerate(sorted(ratings, key=lambda row: _sortable(row.get(ours))))
        }
        return [order[rank[id(row)] * len(order) // len(ratings)]["id"] for row in ratings]

    return guess


def _by_facts(ratings: list[Row], dossiers: list[Row]) -> list[object]:
    def fits(rating: Row, dossier: Row) -> bool:
        late = bool(dossier["done_on"] and str(dossier["done_on"]) > str(dossier["due_on"]))
        same_unit = rating["resolving_unit_id"] in (None, dossier["resolving_unit_id"])
        return same_unit and rating["on_time"] in (None, int(not late))

    left = list(dossiers)
    named = []
    for rating in ratings:
        fitting = [row for row in left if fits(rating, row)] or left or dossiers
        named.append(fitting[0]["id"])
        if fitting[0] in left:
            left.remove(fitting[0])
    return named


def _by_change(case: Case) -> Callable:
    def guess(ratings: list[Row], dossiers: list[Row]) -> list[object]:
        ids = {row["id"] for row in dossiers}
        named = []
        for rating in ratings:
            changed = _changed_around(case.backups, rating, ids)
            named.append((changed or sorted(ids))[len(named) % len(changed or ids)])
        return named

    return guess


def _changed_around(backups, rating: Row, ids: set) -> list[object]:
    for before, after in backups:
        there = {row["id"] for row in before["responses"]}
        if rating["id"] in there or rating["id"] not in {r["id"] for r in after["responses"]}:
            continue
        old = {row["id"]: row for row in before["dossiers"]}
        return sorted(
            row["id"] for row in after["dossiers"] if row["id"] in ids and row != old[row["id"]]
        )
    return []


def _by_mark(case: Case) -> Callable:
    marks = {str(row["mark"]) for row in case.backups[-1][1]["spent_codes"]}

    def guess(ratings: list[Row], dossiers: list[Row]) -> list[object]:
        known = [row["id"] for row in dossiers if marks & set(_functions(row, case.keys))]
        return [(known or [dossiers[0]["id"]])[n % len(known or [0])] for n in range(len(ratings))]

    return guess


def _functions(dossier: Row, keys: Sequence[bytes]) -> Iterator[str]:
    number = int(str(dossier["id"]))
    hashed = bytes(dossier["code_hash"])  # type: ignore[call-overload]
    for told in (str(number).encode(), number.to_bytes(4, "big"), hashed, hashed.hex().encode()):
        yield told.hex()[:32]
        for function in (md5, sha1, sha256, blake2b):
            yield function(told).hexdigest()[:32]
        for key in keys:
            yield digest(key, told, sha256).hex()[:32]


def _sortable(value: object) -> tuple[str, object]:
    if isinstance(value, int | float):
        return "number", value
    return "words", bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def files_with(folder: Path, secrets: Sequence[bytes], *, but: str) -> list[str]:
    """Return the files below `folder`, those under `but` left out, that hold one of `secrets`."""
    return [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and but not in path.parts
        if any(secret in path.read_bytes() for secret in secrets)
    ]
