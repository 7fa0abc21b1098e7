"""Households for the demonstration: a frame of a whole province, invented and nobody's.

What is known of them all is known exactly, for they are counted here: those are the totals
that a sample of them is weighted to.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

from survey.demonstration.above import Totals
from survey.row import Row
from survey.sampling.drawing.designs import Design
from survey.sampling.drawing.presets import PRESETS

SEX, AGE = "giới tính", "nhóm tuổi"
HEADING = (
    *("mã hộ", "tầng", "mã xã", "thôn", "quy mô", "họ tên"),
    *(f"nhãn {SEX}", f"nhãn {AGE}"),
)
WARDS, VILLAGES = "Phường", "Xã"
_AGES = ("18-29", "30-59", "từ 60")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of the frame: its code, and whether it is one of a town."""

    code: str
    is_ward: bool


def rows(communes: Iterable[Commune]) -> list[Row]:
    """Return the frame's rows, heading first: four villages in each, fewer than twenty homes."""
    found = [Row(1, HEADING)]
    for commune in communes:
        luck = Random(f"{commune.code} households")
        stratum = WARDS if commune.is_ward else VILLAGES
        for village in range(1, 5):
            for home in range(1, luck.randint(14, 19) + 1):
                code = f"MAU-{commune.code}-{village}-{home:02}"
                place = (code, stratum, commune.code, f"Thôn {village}")
                found.append(Row(len(found) + 1, (*place, *_facts(luck, home))))
    return found


def known_totals(frame: Sequence[Row]) -> Totals:
    """Return how many households of `frame` there are of each kind that is known."""
    at = {SEX: len(HEADING) - 2, AGE: len(HEADING) - 1}
    return {
        name: {level: float(n) for level, n in Counter(r.cells[c] for r in frame[1:]).items()}
        for name, c in at.items()
    }


def design() -> Design:
    """Return the preset for two tiers, made as small as a demonstration is."""
    preset = PRESETS["sipas-hai-cap"].design
    communes, villages, homes = preset.stages
    few = replace(communes, count={WARDS: 4, VILLAGES: 7})
    return replace(preset, stages=(few, villages, replace(homes, count=10)), reserve=3)


def _facts(luck: Random, home: int) -> tuple[str, str, str, str]:
    sex = luck.choice(("nam", "nữ"))
    age = luck.choices(_AGES, weights=(22, 55, 23))[0]
    return str(luck.randint(1, 7)), f"Hộ mẫu {home}", sex, age
