"""Rates: how many of those who were drawn answered, refused, were met.

The formulas are those of AAPOR's Standard Definitions, 10th edition (2023), for in-person
household surveys, with its letters: I complete, P partial, R refused, NC not met, O other,
UH unknown whether there is a household, UO unknown whether anybody in it is to be asked.
A sum of cases gives unweighted rates; a sum of their weights those of the population.
Where a share has no one below its line it is None: nothing is said of nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from survey.fieldwork.dispositions import Disposition


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """How much of a sample ended how, as cases or as the sum of their weights."""

    complete: float = 0
    partial: float = 0
    refusal: float = 0
    non_contact: float = 0
    other: float = 0
    unknown_household: float = 0
    unknown_other: float = 0
    not_eligible: float = 0

    @property
    def eligible(self) -> float:
        """All that are known to belong to those asked."""
        return self.complete + self.partial + self.refusal + self.non_contact + self.other

    @property
    def unknown(self) -> float:
        """All of which nobody knows whether they do."""
        return self.unknown_household + self.unknown_other


@dataclass(frozen=True, slots=True)
class Rates:
    """All of AAPOR's rates of one sample; `n` is how many cases they are of."""

    n: int
    e: float | None
    response: Mapping[str, float | None]
    cooperation: Mapping[str, float | None]
    refusal: Mapping[str, float | None]
    contact: Mapping[str, float | None]


def ends_of(found: Iterable[tuple[Disposition, float]]) -> Ends:
    """Return the sums over cases of which each ended so and weighs so much (1: unweighted)."""
    sums: dict[str, float] = {}
    for disposition, weight in found:
        # 2.33 is a kind of 2.30: nobody spoke a language that the person asked speaks.
        is_other = disposition is Disposition.LANGUAGE
        name = Disposition.OTHER.value if is_other else disposition.value
        sums[name] = sums.get(name, 0) + weight
    return Ends(**sums)


def rates_of(ends: Ends, n: int) -> Rates:
    """Return every rate of a sample of `n` cases that ended so."""
    e = share_eligible(ends)
    return Rates(n, e, _response(ends, e), _cooperation(ends), _refusal(ends, e), _contact(ends, e))


def share_eligible(ends: Ends) -> float | None:
    """Return e, the share of the unknown taken to be eligible: that of the known (CASRO)."""
    return _share(ends.eligible, ends.eligible + ends.not_eligible)


def _response(ends: Ends, e: float | None) -> Mapping[str, float | None]:
    # RR1 and RR2 count all unknown cases, RR3 and RR4 the share e of them, RR5 and RR6 none.
    answered = ends.complete + ends.partial
    below = _below(ends, e)
    return {
        f"RR{number}": _share(above, line)
        for number, (line, above) in enumerate(
            ((line, above) for line in below for above in (ends.complete, answered)), start=1
        )
    }


def _cooperation(ends: Ends) -> Mapping[str, float | None]:
    answered = ends.complete + ends.partial
    with_other, without = answered + ends.refusal + ends.other, answered + ends.refusal
    return {
        "COOP1": _share(ends.complete, with_other),
        "COOP2": _share(answered, with_other),
        "COOP3": _share(ends.complete, without),
        "COOP4": _share(answered, without),
    }


def _refusal(ends: Ends, e: float | None) -> Mapping[str, float | None]:
    found = enumerate(_below(ends, e), start=1)
    return {f"REF{number}": _share(ends.refusal, line) for number, line in found}


def _contact(ends: Ends, e: float | None) -> Mapping[str, float | None]:
    met = ends.complete + ends.partial + ends.refusal + ends.other
    found = enumerate(_below(ends, e), start=1)
    return {f"CON{number}": _share(met, line) for number, line in found}


def _below(ends: Ends, e: float | None) -> tuple[float, float | None, float]:
    """Return what stands below the line: with all unknown cases, a share of them, none."""
    some = None if e is None else ends.eligible + e * ends.unknown
    return ends.eligible + ends.unknown, some, ends.eligible


def _share(above: float, below: float | None) -> float | None:
    return above / below if below else None
