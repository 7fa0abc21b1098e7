"""How a section of the page is written: tables in Markdown, shares in per cent."""

from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table, its first column to the left and the numbers to the right."""
    lines = [headings, ["---", *["---:"] * (len(headings) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def percent(share: float) -> str:
    """Return a chance as it is read: never 0 % or 100 % where it is only near them."""
    if share in {0.0, 1.0}:
        return f"{share * 100:.0f} %"
    if share < 0.0005:
        return "< 0.1 %"
    return "> 99.9 %" if share > 0.9995 else f"{share * 100:.1f} %"
