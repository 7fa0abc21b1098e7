"""Which units fell since last period: raw arrows, small p-values, and adjusted ones."""

import numpy as np

from analysis.stats.comparison import Change, changed, fisher_less, holm
from tests.simulation.words import percent, table

RUNS, SEED = 400, 2
UNITS, WORSE = 100, 12
BEFORE, FALLEN = 0.94, 0.86


def section() -> str:
    """Return the section: of the arrows shown, how many are noise, how many falls are seen."""
    shown = _counted()
    rows = [
        [
            words,
            f"{(true + false) / RUNS:.1f}",
            percent(false / max(1, true + false)),
            percent(true / (RUNS * WORSE)),
        ]
        for words, (true, false) in shown.items()
    ]
    headings = ["arrow down when …", "arrows a screen", "of them false", "true falls seen"]
    return f"""## Did it drop? Arrows on a screen of many units

{RUNS} screens of {UNITS} units with 30 to 400 answers in either period, of which {WORSE}
truly fell from {BEFORE:.0%} to {FALLEN:.0%} and the others stayed at {BEFORE:.0%}; seed {SEED}.

{table(headings, rows)}
"""


def _counted() -> dict[str, tuple[int, int]]:
    law = np.random.default_rng(SEED)
    is_worse = np.arange(UNITS) < WORSE
    shown = {
        "the percentage is lower": np.zeros(2, int),
        "p < 5 % (Fisher, one-sided)": np.zeros(2, int),
        "Benjamini–Hochberg 5 % (the screen's)": np.zeros(2, int),
        "Holm 5 % (a sanction's)": np.zeros(2, int),
    }
    for _ in range(RUNS):
        n1, n2 = law.integers(30, 401, UNITS), law.integers(30, 401, UNITS)
        x1, x2 = law.binomial(n1, BEFORE), law.binomial(n2, np.where(is_worse, FALLEN, BEFORE))
        before, now = (
            list(zip(x.tolist(), n.tolist(), strict=True)) for x, n in ((x1, n1), (x2, n2))
        )
        p = np.array([fisher_less(*new, *old) for new, old in zip(now, before, strict=True)])
        downs = [
            x2 / n2 < x1 / n1,
            p < 0.05,
            np.array([change is Change.DOWN for change in changed(before, now)]),
            np.array(holm(p.tolist())) <= 0.05,
        ]
        for name, down in zip(shown, downs, strict=True):
            shown[name] += [(down & is_worse).sum(), (down & ~is_worse).sum()]
    return {name: (int(true), int(false)) for name, (true, false) in shown.items()}
