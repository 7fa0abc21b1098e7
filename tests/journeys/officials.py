"""Somebody who wants to know what each official said, and may look at nearly everything.

They hold the list of those invited, watched with a clock in which order people answered,
and read every table in every order it can be read in: by each column, by where rows lie on
the disk, by which transaction wrote them. Each way of looking is a guess of who gave which
answer, group by group; `best` says how many came true, and how likely that was by luck.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scipy.stats import binomtest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

Row = Mapping[str, object]


@dataclass(frozen=True)
class Guess:
    """One way of looking, and how many of its pairs were right."""

    way: str
    right: int
    n: int
    chance: float

    @property
    def p(self) -> float:
        """How likely luck alone guesses as many: exact, one-sided."""
        return float(binomtest(self.right, self.n, self.chance, alternative="greater").pvalue)


def read_whole(engine: Engine, table: str) -> list[Row]:
    """Return a table's rows with everything the database tells of them."""
    hidden = {
        "sqlite": "rowid AS row_place, *",
        "postgresql": "ctid::text AS row_place, xmin::text AS row_writer, *",
    }
    with engine.connect() as reader:
        try:
            found = reader.execute(text(f"SELECT {hidden[engine.dialect.name]} FROM {table}"))
        except DBAPIError:
            reader.rollback()
            found = reader.execute(text(f"SELECT * FROM {table}"))  # a table without places
        return [dict(row._mapping) for row in found]


def orders(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Return the rows in every order a column puts them in, and as they came."""
    names = sorted({name for row in rows for name in row})
    return {"as read": list(rows)} | {
        f"by {name}": sorted(rows, key=lambda row: _sortable(row[name])) for name in names
    }


def pair(
    people: Mapping[str, Sequence[Row]], answers: Mapping[str, Sequence[Row]]
) -> Iterable[tuple[object, object]]:
    """Pair the i-th person of each group with its i-th answer."""
    for group, some in people.items():
        yield from (
            (person["id"], answer["id"])
            for person, answer in zip(some, answers.get(group, ()), strict=False)
        )


def attack(
    people: Sequence[Row], answers: Sequence[Row], truth: Mapping[object, object]
) -> list[Guess]:
    """Try every order of people against every order of answers, group by group."""
    groups = {row["group"] for row in people}
    chance = len(groups) / len(people)
    found = []
    for how, some in orders(people).items():
        for way, others in orders(answers).items():
            pairs = pair(_grouped(some), _grouped(others))
            right = sum(truth.get(person) == answer for person, answer in pairs)
            found.append(Guess(f"people {how}, answers {way}", right, len(people), chance))
    return found


def best(guesses: Sequence[Guess]) -> Guess:
    """Return the guess that luck explains least."""
    return min(guesses, key=lambda guess: guess.p)


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["group"]), []).append(row)
    return found


def _sortable(value: object) -> tuple[bool, object]:
    if isinstance(value, str) and value.startswith("(") and value.endswith(")"):
        page, _, place = value[1:-1].partition(",")
        return (value is not None, f"{int(page):09d}{int(place):09d}")
    return (value is not None, str(value).zfill(24) if isinstance(value, int) else str(value))
