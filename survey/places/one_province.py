"""One province of a nation-wide import: its units, and all that they were made of.

Told by the rows alone: the province and what lies below it in the newer sheet,
the links that end there, and in the older sheet the units those links start
from with everything above them.
"""

from collections.abc import Sequence

from survey.places.sheets import LinkRow, UnitRow


def units_of(province: str, rows: Sequence[UnitRow]) -> list[UnitRow]:
    """Return the rows of the province coded `province` and of everything below it."""
    taken: list[UnitRow] = []
    above: set[str] = set()
    for row in rows:
        if row.level == "tinh" and row.code == province:
            taken.append(row)
            above.add(row.code)
    for level in ("huyen", "xa"):
        below = [row for row in rows if row.level == level and row.parent_code in above]
        taken += below
        above |= {row.code for row in below}
    return taken


def links_to(successors: Sequence[UnitRow], rows: Sequence[LinkRow]) -> list[LinkRow]:
    """Return the links that end at one of `successors`."""
    codes = {row.code for row in successors}
    return [row for row in rows if row.successor_code in codes]


def units_behind(links: Sequence[LinkRow], rows: Sequence[UnitRow]) -> list[UnitRow]:
    """Return the units that `links` start from, and the units above them."""
    wanted = {link.predecessor_code for link in links}
    by_code = {row.code: row for row in rows}
    for code in list(wanted):
        while (row := by_code.get(code)) is not None and row.parent_code:
            wanted.add(code := row.parent_code)
    return [row for row in rows if row.code in wanted]
