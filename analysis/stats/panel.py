"""The same communes asked twice: how much the share changed between two waves.

The waves share their communes, so what is peculiar to a commune falls out of the
difference: leaving their covariance out made the standard error 1.9 times too wide
(STATISTICS §1.2). Each row's part in the difference is linearised, summed by commune,
and the communes vary within their stratum.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

from analysis.stats.estimate import Estimate
from analysis.stats.hypergeometric import special


@dataclass(frozen=True, slots=True)
class Wave:
    """One wave's rows, four sequences of one length: value, weight, stratum, PSU.

    A value that is missing is None: the row says nothing, but its commune was drawn.
    """

    values: Sequence[float | None]
    weights: Sequence[float]
    strata: Sequence[str]
    psus: Sequence[str]


@dataclass(frozen=True, slots=True)
class PanelChange(Estimate):
    """A change with its standard error, degrees of freedom, t and p."""

    standard_error: float | None = None
    degrees_of_freedom: int = 0
    t: float | None = None
    p: float | None = None


def panel_change(before: Wave, now: Wave, level: float = 0.95) -> PanelChange:
    """Return the weighted mean now minus before, of communes drawn with replacement.

    Degrees of freedom: communes less strata, over both waves. Undefined: "no_answers" when
    a wave has no weight, "lonely_psu" when a stratum has one commune only, "all_the_same"
    when nothing varies. Raises ValueError for rows of different length, weights that are
    negative or not finite, values that are not finite. Sources: Kish 1965 §12.4;
    Lumley 2010 §2; as R's `svycontrast` over `svyby`.
    """
    method = f"panel of communes, linearised, {level * 100:g} %"
    _demand_rows(before)
    _demand_rows(now)
    n = len(_answered(before)) + len(_answered(now))
    if not _total(before) or not _total(now):
        return PanelChange(None, None, None, n, method, "no_answers")
    change = _mean(now) - _mean(before)
    communes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for wave, sign in ((before, -1), (now, 1)):
        for stratum, psu, part in _parts(wave):
            communes[stratum][psu] += sign * part
    if min(len(psus) for psus in communes.values()) == 1:
        return PanelChange(change, None, None, n, method, "lonely_psu")
    error = sqrt(sum(_variance(list(psus.values())) for psus in communes.values()))
    degrees = sum(len(psus) - 1 for psus in communes.values())
    if not error:
        return PanelChange(change, None, None, n, method, "all_the_same")
    reach = float(special().stdtrit(degrees, (1 + level) / 2)) * error
    t = change / error
    p = 2 * float(special().stdtr(degrees, -abs(t)))
    return PanelChange(
        change, change - reach, change + reach, n, method, None, error, degrees, t, p
    )


def _answered(wave: Wave) -> list[tuple[float, float]]:
    pairs = zip(wave.values, wave.weights, strict=True)
    return [(value, weight) for value, weight in pairs if value is not None]


def _total(wave: Wave) -> float:
    return sum(weight for _, weight in _answered(wave))


def _mean(wave: Wave) -> float:
    return sum(value * weight for value, weight in _answered(wave)) / _total(wave)


def _parts(wave: Wave) -> list[tuple[str, str, float]]:
    mean, total = _mean(wave), _total(wave)
    rows = zip(wave.strata, wave.psus, wave.values, wave.weights, strict=True)
    return [
        (stratum, psu, 0.0 if value is None else weight * (value - mean) / total)
        for stratum, psu, value, weight in rows
    ]


def _variance(sums: list[float]) -> float:
    mean = sum(sums) / len(sums)
    return len(sums) / (len(sums) - 1) * sum((value - mean) ** 2 for value in sums)


def _demand_rows(wave: Wave) -> None:
    lengths = {len(column) for column in (wave.values, wave.weights, wave.strata, wave.psus)}
    if len(lengths) > 1:
        raise ValueError("values, weights, strata and PSUs must be as many")
    if not all(isfinite(weight) and weight >= 0 for weight in wave.weights):
        raise ValueError("weights must be numbers of at least 0")
    if not all(isfinite(value) for value, _ in _answered(wave)):
        raise ValueError("values must be numbers")
