"""How many a stage draws, as an organiser types it: "3", "3; 2000000: 6" or "01=3; 02=6".

The first is the same everywhere, the second grows with the size of the stratum, the third
is said by stratum. A number may also be a total, spread evenly or by size.
"""

import re
from collections.abc import Mapping

from survey.sampling.drawing.designs import Count, Spread, Steps, Total

EACH = "each"
_WHOLE = re.compile(r"[0-9]{1,9}")
_FROM = re.compile(r"(?:từ\s+)?([0-9]{1,12})\s*:\s*([0-9]{1,9})")
_BY = re.compile(r"([^=;]{1,40}?)\s*=\s*([0-9]{1,9})")


class NoCount(Exception):
    """What was typed says no number; the words say what may be typed."""


def typed(count: Count) -> tuple[str, str]:
    """Return `count` as it is typed, and how it is meant: for each, or as a total."""
    if isinstance(count, Total):
        return str(count.total), count.spread.value
    if isinstance(count, Steps):
        (_nought, first), *later = count.steps
        return "; ".join([str(first), *(f"{start:.0f}: {n}" for start, n in later)]), EACH
    if isinstance(count, Mapping):
        return "; ".join(f"{stratum}={n}" for stratum, n in count.items()), EACH
    return str(count), EACH


def read(written: str, meant: str) -> Count:
    """Return the count that was typed; raises NoCount."""
    parts = [part.strip() for part in written.split(";") if part.strip()]
    if len(parts) == 1 and _WHOLE.fullmatch(parts[0]):
        number = int(parts[0])
        return number if meant == EACH else Total(number, Spread(meant))
    if meant != EACH:
        raise NoCount("Tổng số phải là một số nguyên.")
    if parts and all("=" in part for part in parts):
        return _by_stratum(parts)
    if parts and _WHOLE.fullmatch(parts[0]):
        return _steps(parts)
    raise NoCount("Xin viết một số, ví dụ 3; hoặc 3; 2000000: 6; hoặc 01=3; 02=6.")


def _by_stratum(parts: list[str]) -> dict[str, int]:
    found = [_BY.fullmatch(part) for part in parts]
    if None in found:
        raise NoCount("Theo tầng xin viết: mã tầng = số, ví dụ 01=3; 02=6.")
    by = {each[1].strip(): int(each[2]) for each in found if each}
    if len(by) < len(parts):
        raise NoCount("Có tầng được nêu hai lần.")
    return by


def _steps(parts: list[str]) -> Steps:
    found = [_FROM.fullmatch(part) for part in parts[1:]]
    if None in found:
        raise NoCount("Theo quy mô xin viết: số; từ quy mô: số, ví dụ 3; 2000000: 6.")
    later = [(float(each[1]), int(each[2])) for each in found if each]
    return Steps(((0, int(parts[0])), *later))
