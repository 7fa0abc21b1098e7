"""How many to ask: for a margin, for a difference to be seen, for a verdict to be reached.

Numbers are exact reals; `asked` makes whole people of them, after the design effect and
the response. Slovin's n = N/(1 + N e²), which the ministry's SIPAS guidance prints, is
p = 0.5 with z = 2 and no design effect: at deff 3.1 its 400 are ±8.6 points, not ±5.
"""

from collections.abc import Sequence
from math import asin, ceil, inf, sqrt

from analysis.stats.hypergeometric import special

_ROUNDING = 1e-9


def for_margin(
    margin: float,
    share: float = 0.5,
    population: int | None = None,
    design_effect: float = 1.0,
    level: float = 0.95,
) -> float:
    """Return the answers needed so that the interval reaches `margin` to either side.

    Shares and margin from 0 to 1. With a population: N/(N−1)·z²pq·deff/(e² + z²pq·deff/(N−1)),
    never above N. Raises ValueError for a margin, share or level outside 0 to 1, a
    population under 1 or a design effect not above 0.
    Sources: Cochran 1977 §4.4; Valliant, Dever & Kreuter 2018 (PracTools nPropMoe); Kish 1965.
    """
    _demand_shares(margin=margin, share=share, level=level)
    _demand_design(population, design_effect)
    spread = _z((1 + level) / 2) ** 2 * share * (1 - share) * design_effect
    if population is None:
        return spread / margin**2
    if population == 1:
        return 1.0
    rest = population - 1
    return population / rest * spread / (margin**2 + spread / rest)


def reached_margin(
    n: int,
    share: float = 0.5,
    population: int | None = None,
    design_effect: float = 1.0,
    level: float = 0.95,
) -> float | None:
    """Return the margin that `n` answers reach, 0 to 1; None without answers.

    The inverse of `for_margin`, and refuses as it does; more answers than people too.
    """
    _demand_shares(share=share, level=level)
    _demand_design(population, design_effect)
    if n < 0 or (population is not None and n > population):
        raise ValueError(f"there cannot be {n} answers")
    if not n:
        return None
    left = 1.0 if population in {None, 1} else (population - n) / (population - 1)
    return _z((1 + level) / 2) * sqrt(share * (1 - share) * design_effect * left / n)


def for_wilson(margin: float, share: float = 0.5, level: float = 0.95) -> float:
    """Return the answers for which Wilson's interval is twice `margin` wide.

    Raises ValueError for a margin, share or level outside 0 to 1.
    Source: Valliant, Dever & Kreuter 2018 (PracTools nWilson).
    """
    _demand_shares(margin=margin, share=share, level=level)
    pq = share * (1 - share)
    root = sqrt(max(0.0, margin**2 - pq * (4 * margin**2 - pq)))
    return _z((1 + level) / 2) ** 2 * (pq - 2 * margin**2 + root) / (2 * margin**2)


def slovin(margin: float, population: int) -> float:
    """Return what the ministry's guidance prints: no design effect, z = 2, share one half.

    To be shown beside `for_margin`, with a warning. Raises ValueError for a margin outside
    0 to 1 or a population under 1. Source: Slovin (as cited by Yamane 1967).
    """
    _demand_shares(margin=margin)
    _demand_design(population, 1.0)
    return population / (1 + population * margin**2)


def asked(answers: float, response: float = 1.0) -> int:
    """Return how many people to ask for so many `answers`, when `response` of them answer.

    Raises ValueError for a response that is not above 0 and at most 1.
    """
    if not 0 < response <= 1:
        raise ValueError(f"a response rate must lie between 0 and 1: {response}")
    # A number that is whole but for rounding is whole.
    return ceil(answers / response - _ROUNDING)


def for_difference(first: float, second: float, power: float = 0.8, level: float = 0.95) -> float:
    """Return the answers needed on each side to see the difference of two true shares.

    Infinite for equal shares. Raises ValueError for shares, power or level outside 0 to 1.
    Source: Fleiss, Levin & Paik 2003 §4.2; as R's `power.prop.test`.
    """
    _demand_shares(first=first, second=second, power=power, level=level)
    if first == second:
        return inf
    middle = (first + second) / 2
    without = _z((1 + level) / 2) * sqrt(2 * middle * (1 - middle))
    with_it = _z(power) * sqrt(first * (1 - first) + second * (1 - second))
    return ((without + with_it) / (first - second)) ** 2


def for_effect(first: float, second: float, power: float = 0.8, level: float = 0.95) -> float:
    """Return the same by Cohen's effect size h, the difference of arcsines (1988).

    Infinite for equal shares. Raises ValueError as `for_difference`.
    """
    _demand_shares(first=first, second=second, power=power, level=level)
    h = 2 * (asin(sqrt(first)) - asin(sqrt(second)))
    return 2 * ((_z((1 + level) / 2) + _z(power)) / h) ** 2 if h else inf


def allocation(
    n: float, sizes: Sequence[float], deviations: Sequence[float] | None = None
) -> list[float]:
    """Return each stratum's part of `n` answers: by its size, or by size × deviation.

    The second is Neyman's, the most exact whole for the same n. All zero when nothing has
    a size. Raises ValueError for negative numbers or lists of different length.
    Source: Neyman 1934.
    """
    spreads = [1.0] * len(sizes) if deviations is None else list(deviations)
    if len(spreads) != len(sizes):
        raise ValueError("sizes and deviations must be as many")
    if min([n, *sizes, *spreads]) < 0:
        raise ValueError("n, sizes and deviations must not be negative")
    weights = [size * spread for size, spread in zip(sizes, spreads, strict=True)]
    whole = sum(weights)
    return [n * weight / whole if whole else 0.0 for weight in weights]


def _z(at: float) -> float:
    return float(special().ndtri(at))


def _demand_shares(**shares: float) -> None:
    for name, value in shares.items():
        if not 0 < value < 1:
            raise ValueError(f"{name} must lie between 0 and 1: {value}")


def _demand_design(population: int | None, design_effect: float) -> None:
    if population is not None and population < 1:
        raise ValueError(f"a population must be at least 1: {population}")
    if not 0 < design_effect < inf:
        raise ValueError(f"a design effect must be above 0: {design_effect}")
