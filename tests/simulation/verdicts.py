"""False red and false green of the verdict and of the bare percentage, by exact sums."""

from math import ceil

from scipy.stats import binom

from analysis.stats.power import enough_answers, verdict_power
from analysis.stats.proportions import Verdict
from tests.simulation.words import percent, table

TARGET = 0.95
TRUTHS = (0.90, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99)
SIZES = (30, 50, 100, 300, 1_000)


def section() -> str:
    """Return the section: what is wrongly said of a unit, how often, at which size."""
    return f"""## Is a unit meeting 95 %? False red, false green

Exact binomial sums, no draw. The columns are the number of answers. *Raw* paints a unit
green when its percentage reaches 95 %, red otherwise, whatever the n. *Ours* says met or
not met when the exact 95 % interval lies wholly on one side, and otherwise
"Chưa đủ phiếu để kết luận".

False red (truly at or above 95 %, called below):

{_wrong(Verdict.NOT_MET)}

False green (truly below 95 %, called at or above):

{_wrong(Verdict.MET)}

How often ours concludes, and rightly:

{_power()}

Answers from which on the right word comes in 80 % of periods, and in 95 %:

{_enough()}
"""


def _wrong(word: Verdict) -> str:
    truths = [p for p in TRUTHS if (p >= TARGET) == (word is Verdict.NOT_MET)]
    rows = []
    for p in truths:
        raw = [percent(_raw(p, n, word)) for n in SIZES]
        ours = [percent(verdict_power(p, TARGET, n)[word]) for n in SIZES]
        rows += [[f"{p:.0%}, raw", *raw], [f"{p:.0%}, ours", *ours]]
    return table(["truth", *(f"{n:,}" for n in SIZES)], rows)


def _raw(p: float, n: int, word: Verdict) -> float:
    below = float(binom.cdf(ceil(TARGET * n - 1e-9) - 1, n, p))
    return below if word is Verdict.NOT_MET else 1 - below


def _power() -> str:
    rows = [
        [f"{p:.0%}", *(percent(verdict_power(p, TARGET, n)[_right(p)]) for n in SIZES)]
        for p in TRUTHS
        if p != TARGET
    ]
    return table(["truth", *(f"{n:,}" for n in SIZES)], rows)


def _enough() -> str:
    rows = [
        [f"{p:.0%}", *(f"{enough_answers(p, TARGET, power) or 0:,}" for power in (0.8, 0.95))]
        for p in TRUTHS
        if p != TARGET
    ]
    return table(["truth", "80 %", "95 %"], rows)


def _right(p: float) -> Verdict:
    return Verdict.MET if p > TARGET else Verdict.NOT_MET
