"""How many answers are needed: for margins, for a fall to be seen, for a verdict.

Numbers are for planning: they take the share, the design effect and the response as given.
"""

from dataclasses import dataclass

from analysis.stats.power import enough_answers
from analysis.stats.sample_size import asked, for_difference, for_margin, slovin

MARGINS = (0.01, 0.02, 0.03, 0.05, 0.1)
TRUTHS = {
    0.95: (0.99, 0.98, 0.97, 0.96, 0.94, 0.93, 0.92, 0.9, 0.85),
    0.85: (0.95, 0.92, 0.9, 0.88, 0.87, 0.83, 0.82, 0.8, 0.75),
}
"""By target, of routine and of ad-hoc surveys, the true shares a verdict is asked about."""
FALLS = (0.02, 0.03, 0.05, 0.1)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan starts from; shares and response are of 0 to 1."""

    share: float = 0.9
    people: int | None = None
    design_effect: float = 1.0
    response: float = 1.0


@dataclass(frozen=True, slots=True)
class Margin:
    """A margin: how many answers reach it, how many people to ask, what Slovin would say."""

    margin: float
    answers: int
    to_ask: int
    slovin: int | None
    is_enough: bool  # people there are, for as many as are to be asked


def margins(plan: Plan) -> list[Margin]:
    """Return what each margin needs."""
    return [_margin(plan, margin) for margin in MARGINS]


@dataclass(frozen=True, slots=True)
class Needed:
    """For a true share, how many answers reach a verdict in 4 periods of 5; None: none do."""

    truth: float
    answers: int | None
    to_ask: int | None


def verdicts(plan: Plan) -> dict[float, list[Needed]]:
    """Return by target what a verdict needs: times the design, of those who answer."""
    return {target: [_needed(plan, t, target) for t in truths] for target, truths in TRUTHS.items()}


def falls(plan: Plan) -> list[tuple[float, int]]:
    """Return how many answers a period show a fall from the plan's share, 4 times of 5."""
    seen = [fall for fall in FALLS if plan.share - fall > 0]
    return [
        (fall, asked(for_difference(plan.share, plan.share - fall) * plan.design_effect))
        for fall in seen
    ]


def _needed(plan: Plan, truth: float, target: float) -> Needed:
    enough = enough_answers(truth, target)
    if enough is None:
        return Needed(truth, None, None)
    exact = enough * plan.design_effect
    return Needed(truth, asked(exact), asked(exact, plan.response))


def _margin(plan: Plan, margin: float) -> Margin:
    exact = for_margin(margin, plan.share, plan.people, plan.design_effect)
    people = asked(exact, plan.response)
    by_slovin = asked(slovin(margin, plan.people)) if plan.people else None
    is_enough = plan.people is None or people <= plan.people
    return Margin(margin, asked(exact), people, by_slovin, is_enough)
