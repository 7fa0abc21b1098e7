"""Reading how somebody was drawn from the columns of a sheet: the words that are wrong are told."""

from collections.abc import Mapping

from survey.responses.design import Design, weight_of
from survey.responses.sheet import LABEL

_LONGEST = 80
_MOST = 10**9


def design_of(cells: Mapping[str, str]) -> Design | str:
    """Return the design that `cells` (column → what was written) tell, or what is wrong."""
    for name, written in cells.items():
        if len(written) > _LONGEST or not written.isprintable():
            return f"cột {name} quá dài hoặc có ký tự không đọc được"
    if "weight" not in cells:
        return "thiếu trọng số (cột weight)"
    weight = weight_of(cells["weight"])
    if weight is None:
        return (
            f"trọng số {cells['weight']!r} phải là số lớn hơn 0, phần lẻ viết sau dấu chấm (12.5)"
        )
    counts: dict[str, int] = {}
    for name in ("fpc", "second_fpc"):
        if name in cells:
            count = _count(cells[name])
            if count is None:
                return f"cột {name} {cells[name]!r} phải là số nguyên lớn hơn 0"
            counts[name] = count
    clusters = {name: cells[name] for name in ("stratum", "psu", "second") if name in cells}
    labels = {
        name.removeprefix(LABEL): said for name, said in cells.items() if name.startswith(LABEL)
    }
    return Design(
        weight=weight,
        **clusters,
        fpc=counts.get("fpc"),
        second_fpc=counts.get("second_fpc"),
        labels=labels,
    )


def _count(written: str) -> int | None:
    if not (written.isascii() and written.isdigit()):
        return None
    count = int(written)
    return count if 0 < count <= _MOST else None
