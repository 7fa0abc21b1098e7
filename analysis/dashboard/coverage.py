"""Coverage: how many of the dossiers that were done a share of ratings speaks of.

Dossiers are those done in the campaign's days by the unit that received them, with all
below it. A dossier may be rated more than once by a static code, and some answers are
of no dossier: more ratings than dossiers is told as it is, and not cut to 100 %.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from analysis.dashboard.lines import Coverage, Line
from analysis.dashboard.standing import Place
from analysis.rollup.lineage import lineages
from survey.dossiers.reading import Handled, handled


def handled_below(session: Session, place: Place) -> dict[int, Handled]:
    """Return what each unit handled with all below it, in the campaign's days so far."""
    own = handled(session, place.campaign.starts_on, place.day, place.below)
    paths = lineages(session, own.keys())
    total: defaultdict[int, list[Handled]] = defaultdict(list)
    for unit_id, one in own.items():
        for above in paths[unit_id]:
            total[above].append(one)
    return {unit_id: _together(several) for unit_id, several in total.items()}


def coverage_of(
    dossiers: Mapping[int, Handled], unit_id: int, ratings: int, *, is_told: bool = True
) -> Coverage | None:
    """Return the coverage of a unit; None where no dossier is known to be done."""
    found = dossiers.get(unit_id)
    if found is None or not found.done:
        return None
    return Coverage(ratings if is_told else None, found.done, found.late)


def covered(lines: Iterable[Line], dossiers: Mapping[int, Handled]) -> list[Line]:
    """Return the lines of units, each with its coverage."""
    return [replace(line, coverage=_of_line(dossiers, line)) for line in lines]


def _of_line(dossiers: Mapping[int, Handled], line: Line) -> Coverage | None:
    judged = line.judgement
    is_told = not judged.is_hidden or not judged.n
    return coverage_of(dossiers, line.unit_id, judged.n, is_told=is_told)


def _together(several: Iterable[Handled]) -> Handled:
    received, done, late = (
        sum(numbers)
        for numbers in zip(*((h.received, h.done, h.late) for h in several), strict=True)
    )
    return Handled(received, done, late)
