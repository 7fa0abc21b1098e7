"""Whether the points of a definition add up to what it states; a mismatch is told, not refused."""

from collections.abc import Iterator, Mapping, Sequence

from analysis.indices.structure import Definition, Part, Rule, every_part

_NEAR = 0.001  # 3 sub-dimensions of 3.3333 points are printed for 10
_NAMES = {
    "points": "điểm tối đa",
    "criteria": "số tiêu chí",
    "sub_criteria": "số tiêu chí thành phần",
    "parts": "số nội dung thành phần",
}
Told = tuple[str, str]
"""Where in the document, and what does not add up."""


def mismatches(definition: Definition, stated: Mapping[str, object]) -> list[Told]:
    """Return what does not add up in `definition`, beside the numbers it states."""
    top = tuple(part for part in definition.parts if not part.is_group)
    found = [
        (f"stated.{key}", f"{_NAMES[key]} cộng lại được {_told(total)}, văn bản ghi {_told(said)}")
        for key, said in stated.items()
        if isinstance(said, int | float) and key in _NAMES
        for total in [_sum(top, key)]
        if total is not None and abs(total - said) > _NEAR
    ]
    found += _within(top, "parts")
    if definition.rule is Rule.SUM and top:
        found += _scales(top, definition.scale, "scale")
    return found


def _sum(parts: Sequence[Part], key: str) -> float | None:
    if key == "parts":
        return float(sum(1 for part in every_part(tuple(parts)) if not part.parts))
    numbers = [
        {"points": part.points, "criteria": part.criteria, "sub_criteria": part.sub_criteria}[key]
        for part in parts
    ]
    known = [float(number) for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def _within(parts: Sequence[Part], where: str) -> Iterator[Told]:
    for number, part in enumerate(parts):
        at = f"{where}[{number}]"
        total = _sum(part.parts, "points") if part.parts else None
        if total is not None and part.points is not None and abs(total - part.points) > _NEAR:
            words = f"điểm các phần của {part.code} cộng lại được {_told(total)}"
            yield f"{at}.points", f"{words}, phần này ghi {_told(part.points)}"
        if part.parts and part.scale is not None:
            yield from _scales(part.parts, part.scale, f"{at}.scale")
        yield from _within(part.parts, f"{at}.parts")


def _scales(parts: Sequence[Part], scale: tuple[float, float], where: str) -> Iterator[Told]:
    """Tell where the scales of what is added up do not add up to the scale of the sum."""
    known = [part.scale for part in parts if part.scale is not None]
    if len(known) != len(parts) or known[0] == scale:
        return
    high = sum(each[1] for each in known)
    if abs(high - scale[1]) > _NEAR:
        yield where, f"thang điểm các phần cộng lại được {_told(high)}, ghi {_told(scale[1])}"


def _told(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".").replace(".", ",")
