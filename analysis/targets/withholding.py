"""Withholding: whose numbers are on no page, so that nobody's few answers can be worked out.

Units, their counters and the splits of both stand on pages of their own and are one
system (`analysis/stats/disclosure_tree.py`). What is withheld follows from the counts
alone, never from who looks, so that two people who compare what they see learn no more.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.indices.shares import satisfied_share
from analysis.rollup.counts import responses_by_unit
from analysis.rollup.lineage import lineages
from analysis.rollup.pooling import Counts, Path, pool_upwards
from analysis.stats.disclosure_family import Seen
from analysis.stats.disclosure_rules import NOBODY, Amount, safe_to_publish
from analysis.stats.disclosure_tree import Node, Tree, hidden_nodes, hidden_parts
from analysis.targets.check import FEWEST_SHOWN, Judgement, Promise, hidden
from analysis.targets.judging import overall_satisfied, standings
from analysis.targets.models import FrozenVerdict
from forms.questionnaire import OVERALL
from survey.campaigns.looking import threshold_of
from survey.campaigns.models import Campaign

_Column = TypeVar("_Column", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A campaign's units as a tree, and which of them are on no page."""

    tree: Tree
    nodes: frozenset[Node]
    fewest: int = FEWEST_SHOWN

    def is_unit(self, unit_id: int) -> bool:
        """Whether the unit's own number is withheld."""
        return unit(unit_id) in self.nodes

    def of_desks(self, unit_id: int, desks: Mapping[int, Amount]) -> frozenset[int]:
        """Return which of a unit's counters are withheld, by what each came to."""
        if self.above_desks(unit_id) in self.nodes:
            return frozenset(each for each, amount in desks.items() if amount.n)
        named = hidden_parts({desk(each): amount for each, amount in desks.items()}, self.fewest)
        return frozenset(each for each in desks if desk(each) in named)

    def with_desks(self, unit_id: int, desks: Mapping[int, Amount]) -> "Withheld":
        """Return the same with a unit's counters as the lowest nodes."""
        nodes = {desk(each): amount for each, amount in desks.items()}
        parts = {**self.tree.parts, self.above_desks(unit_id): list(nodes)}
        kept = frozenset(desk(each) for each in self.of_desks(unit_id, desks))
        tree = Tree(parts, {**self.tree.amounts, **nodes})
        return replace(self, tree=tree, nodes=self.nodes | kept)

    def above_desks(self, unit_id: int) -> Node:
        """Return the node that the unit's counters are parts of."""
        return own(unit_id) if self.tree.parts.get(unit(unit_id)) else unit(unit_id)


NOTHING_WITHHELD = Withheld(Tree({}, {}), frozenset())


def unit(unit_id: int) -> Node:
    """Return the node of a unit with all below it."""
    return ("unit", unit_id)


def own(unit_id: int) -> Node:
    """Return the node of the answers given at a unit that has units below it as well."""
    return ("own", unit_id)


def desk(counter_id: int) -> Node:
    """Return the node of a counter."""
    return ("desk", counter_id)


def withheld(session: Session, campaign: Campaign) -> Withheld:
    """Return what is withheld of the headline: as it was frozen, or as it stands today."""
    frozen = _frozen(session, campaign) if campaign.closed_at is not None else {}
    if frozen:
        return among(frozen, lineages(session, frozen.keys()), threshold_of(campaign))
    return withheld_today(session, campaign, NOTHING_WITHHELD)


def as_of_today(session: Session, campaign: Campaign, kept: Withheld | None = None) -> Withheld:
    """Return what is withheld of what is not frozen with the headline: counters and splits.

    `kept` is what is withheld of the headline, where that is known already.
    """
    kept = withheld(session, campaign) if kept is None else kept
    return kept if campaign.closed_at is None else withheld_today(session, campaign, kept)


def withheld_today(session: Session, campaign: Campaign, frozen: Withheld) -> Withheld:
    """Return what is withheld of what rulings make of a campaign up to today.

    It stands beside what was frozen: what is withheld there is so here, and so is what
    differs from it by so few that the difference would tell what these few said.
    """
    if overall_satisfied(campaign):
        found = standings(session, campaign, OVERALL)
        amounts = {unit_id: Amount(each.n, each.satisfied) for unit_id, each in found.items()}
        paths = {unit_id: each.path for unit_id, each in found.items()}
    else:
        own_n = {u: {0: n} for u, n in responses_by_unit(session, campaign.id).items()}
        paths = lineages(session, own_n.keys())
        amounts = {u: unjudged(of[0]) for u, of in pool_upwards(own_n, paths).items()}
    fewest = threshold_of(campaign)
    today = among(amounts, paths, fewest)
    moved = {
        node
        for node, before in frozen.tree.amounts.items()
        if not safe_to_publish(before, today.tree.amount(node), fewest)
    }
    return Withheld(today.tree, today.nodes | frozen.nodes | moved, fewest)


def among(
    amounts: Mapping[int, Amount], paths: Mapping[int, Path], fewest: int = FEWEST_SHOWN
) -> Withheld:
    """Return what is withheld of units, each given with all below it."""
    tree, roots = tree_of(amounts, paths)
    return Withheld(tree, hidden_nodes(tree, roots, fewest), fewest)


def tree_of(amounts: Mapping[int, Amount], paths: Mapping[int, Path]) -> tuple[Tree, list[Node]]:
    """Return units as a tree, and those that nothing stands above."""
    parts: dict[Node, list[Node]] = {}
    below: dict[int, Amount] = {}
    roots: list[Node] = []
    for unit_id in sorted(amounts):
        above = paths[unit_id][-2:-1]
        if not above:
            roots.append(unit(unit_id))
            continue
        parts.setdefault(unit(above[0]), []).append(unit(unit_id))
        below[above[0]] = below.get(above[0], NOBODY) + amounts[unit_id]
    nodes = {unit(unit_id): amount for unit_id, amount in amounts.items()}
    for unit_id, amount in below.items():
        whole = amounts[unit_id]
        nodes[own(unit_id)] = Amount(whole.n - amount.n, whole.satisfied - amount.satisfied)
        parts[unit(unit_id)].append(own(unit_id))
    return Tree(parts, nodes), roots


def unjudged(n: int) -> Amount:
    """Return `n` answers of which nobody knows who is satisfied: no two need be alike."""
    return Amount(n, n // 2)


def amount_of(counts: Counts, satisfied: Collection[int]) -> Amount:
    """Return what counts by step come to."""
    return Amount(*satisfied_share(counts, satisfied))


def shown_of(judged: Mapping[int, Judgement], kept: Withheld) -> dict[int, Judgement]:
    """Return the judgements of units, those withheld without anything but why."""
    return {
        unit_id: withhold(each) if kept.is_unit(unit_id) else each
        for unit_id, each in judged.items()
    }


def withhold(judged: Judgement) -> Judgement:
    """Return `judged` without its numbers."""
    return judged if judged.is_hidden else hidden(judged.n, judged.promise, judged.fewest)


def told(
    judged: Mapping[_Column, Judgement],
    seen: Seen,
    columns: Iterable[_Column],
    promise: Promise | None,
) -> Iterator[tuple[_Column, Judgement]]:
    """Yield what can be told of a split, by `columns` in their order.

    A column hidden above is told as hidden even where nobody is in it: that it is empty
    would tell of the others. Where all is hidden nothing is told, not even what there is.
    """
    for column in columns if not seen.is_whole else ():
        if column in seen.above:
            few = judged.get(column)
            yield column, withhold(few) if few and few.n else hidden(FEWEST_SHOWN, promise)
        elif column in judged:
            is_hidden = column in seen.hidden
            yield column, withhold(judged[column]) if is_hidden else judged[column]


def _frozen(session: Session, campaign: Campaign) -> dict[int, Amount]:
    wanted = select(FrozenVerdict.unit_id, FrozenVerdict.n, FrozenVerdict.satisfied).where(
        FrozenVerdict.campaign_id == campaign.id, FrozenVerdict.question == OVERALL
    )
    # A session of its own: the caller's may have looked before the freezing.
    with Session(session.get_bind().engine) as reader:
        return {row.unit_id: Amount(row.n, row.satisfied) for row in reader.execute(wanted)}
