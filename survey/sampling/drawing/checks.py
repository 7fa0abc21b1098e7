"""What a draw says of its frame, and where its error cannot be measured.

The weights of those drawn add up to how many the frame has: exactly where everybody was
as likely within a stratum, and on average over all seeds where sizes decided.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from fractions import Fraction

from survey.sampling.drawing.cases import Case, Place


def weight_totals(cases: Iterable[Case]) -> dict[str, Fraction]:
    """Return the sum of weights of those drawn, by the frame's own strata."""
    totals: dict[str, Fraction] = defaultdict(Fraction)
    for case in cases:
        if case.place is Place.MAIN:
            totals[case.node.stratum] += Fraction(case.weight)
    return dict(totals)


def lonely(cases: Iterable[Case]) -> list[str]:
    """Return the strata of which one PSU of several was drawn: none tells their error."""
    several: dict[str, set[str]] = defaultdict(set)
    alone: Counter[str] = Counter()
    of_many: set[str] = set()
    for case in cases:
        if case.place is Place.MAIN:
            several[case.stratum].add(case.psu or "")
            alone[case.stratum] += case.psu is None
            if case.fpc > 1:
                of_many.add(case.stratum)
    found = (s for s in of_many if (alone[s] or len(several[s])) == 1)
    return sorted(found)
