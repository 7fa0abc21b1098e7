"""Somebody who reads every page and file of results there is, and then subtracts.

What a page prints is known; everything else is an unknown that the sums tie to what is
known: a unit is its parts, its months, its ways of answering. Two linear programmes say
what is left open of each unknown. The reader is given more than it would know: the exact
number of satisfied wherever a share is printed.
"""

import csv
import io
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.stats.disclosure import Limits, Table, limits_of
from analysis.stats.disclosure_rules import NOBODY, Amount
from tests.page import Page, read

Node = Hashable
_SECTIONS = {"month": "trend-title", "way": "channels-title"}


@dataclass
class Truth:
    """What everybody said, by the leaf (a counter), its month and way, and what is made of what."""

    parts: Mapping[Node, Sequence[Node]]
    given: dict[tuple[Node, str, str], Amount] = field(default_factory=dict)  # leaf, month, way

    def amount(self, node: Node, kind: str = "", column: str = "") -> Amount:
        """Return what `node` came to, in one month or way or in all."""
        leaves = set(self._leaves(node))
        at = {"month": 1, "way": 2}
        return sum(
            (
                amount
                for key, amount in self.given.items()
                if key[0] in leaves and (not kind or key[at[kind]] == column)
            ),
            NOBODY,
        )

    def columns(self, kind: str) -> list[str]:
        """Return the months or ways there are."""
        at = {"month": 1, "way": 2}[kind]
        return sorted({key[at] for key in self.given})

    def _leaves(self, node: Node) -> list[Node]:
        below = self.parts.get(node, ())
        return [leaf for part in below for leaf in self._leaves(part)] if below else [node]


@dataclass
class Reader:
    """What has been read: the nodes and the cells of splits whose numbers were printed."""

    truth: Truth
    known: set[Hashable] = field(default_factory=set)
    listed: set[Hashable] = field(default_factory=set)  # printed as hidden
    unsplit: set[tuple[Node, str]] = field(default_factory=set)

    def headline(self, node: Node, page: Page) -> None:
        """Read the number of the unit or counter a page is about."""
        told = page.find("section", **{"aria-labelledby": "figure-title"}).text
        if "phiếu hợp lệ" in told:
            self.known.add(node)

    def lines(self, page: Page, names: Mapping[str, Node]) -> None:
        """Read the table of a unit's parts."""
        for name, is_few in _rows(page, "lines-title").items():
            if not is_few and name in names:
                self.known.add(names[name])

    def split(self, node: Node, page: Page, kind: str, names: Mapping[str, str]) -> None:
        """Read the months or ways of a unit or counter."""
        rows = _rows(page, _SECTIONS[kind])
        if not rows:
            self.unsplit.add((node, kind))
        for name, is_few in rows.items():
            (self.listed if is_few else self.known).add((node, kind, names[name]))

    def sheet(self, written: str, names: Mapping[str, Node], ways: Mapping[str, str]) -> None:
        """Read the file of a unit's parts, by way where it has that column."""
        for row in csv.DictReader(io.StringIO(written.lstrip("\ufeff"))):
            node = names.get(row["Tên"])
            if node is None or not row["Số phiếu"].isdigit():
                continue
            way = row.get("Cách trả lời")
            cell = (node, "way", ways[way]) if way else node
            told = Amount(int(row["Số phiếu"]), int(row["Số hài lòng"]))
            assert told == (self.truth.amount(*cell) if way else self.truth.amount(node))
            self.known.add(cell)

    def left_open(self, of: str) -> dict[Hashable, tuple[int, Limits]]:
        """Return of everything not printed what it is and what the reader can know of it."""
        table = self._table(of)
        hidden = {
            cell for cell in table.counts if cell not in self.known and not self._is_none(cell)
        }
        limits = limits_of(table, hidden)
        return {cell: (self.amount(cell).n, each) for cell, each in limits.items()}

    def _is_none(self, cell: Hashable) -> bool:
        # Nobody is told by not being listed, unless nothing is, or it is listed as hidden.
        if self.amount(cell).n:
            return False
        if not self._is_split(cell):
            return True
        node, kind, _column = cell
        return cell not in self.listed and (node, kind) not in self.unsplit

    def amount(self, cell: Hashable) -> Amount:
        """Return what a node, or a cell of its split, came to."""
        return self.truth.amount(*cell) if self._is_split(cell) else self.truth.amount(cell)

    def _is_split(self, cell: Hashable) -> bool:
        return isinstance(cell, tuple) and len(cell) == 3

    def _table(self, of: str) -> Table:
        parts = self.truth.parts
        nodes = set(parts) | {part for below in parts.values() for part in below}
        kinds = [(kind, column) for kind in _SECTIONS for column in self.truth.columns(kind)]
        cells = [*nodes, *((node, *each) for node in nodes for each in kinds)]
        sums = list(parts.items())
        for kind in _SECTIONS:
            columns = self.truth.columns(kind)
            sums += [(node, [(node, kind, each) for each in columns]) for node in nodes]
            sums += [
                ((node, kind, each), [(part, kind, each) for part in below])
                for node, below in parts.items()
                for each in columns
            ]
        return Table({cell: getattr(self.amount(cell), of) for cell in cells}, tuple(sums))


def _rows(page: Page, title: str) -> dict[str, bool]:
    """Return the rows of a section's table by name, and whether each is hidden."""
    found = page.find_all("section", **{"aria-labelledby": title})
    bodies = [body for section in found for body in section.find_all("tbody")]
    rows = [row for body in bodies[:1] for row in body.find_all("tr")]
    return {row.find("th").text: bool(row.find_all("td", **{"class": "few"})) for row in rows}


def opened(client, address: str) -> Page:
    """Return the page at `address`."""
    return read(client.get(address))
