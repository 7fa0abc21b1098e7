"""Two campaigns side by side as rows for spreadsheets and programs.

A line that should not be compared says so in its own row, in every file: a row may be
cut out and travel alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from analysis.dashboard.comparing import Compared, Comparison
from analysis.stats.proportions import exact_interval
from analysis.targets.check import Judgement


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One share in two campaigns (0 to 1), or a question that was refused: `status` says which."""

    unit: str
    question: str
    row: str
    value: str
    label: str
    status: str  # comparable, forced, refused
    reason: str
    old_campaign: str
    old_n: int | None
    old_share: float | None
    old_low: float | None
    old_high: float | None
    new_campaign: str
    new_n: int | None
    new_share: float | None
    new_low: float | None
    new_high: float | None
    difference: float | None
    method: str


def comparison_rows(found: Comparison) -> Iterator[ComparisonRow]:
    """Yield the rows of what is side by side, then of what was refused."""
    for line in found.lines:
        yield _row(found, line)
    for refused in found.refused:
        reason = "; ".join(refused.reasons)
        yield ComparisonRow(
            *(found.new.place.unit.code, refused.question, "", "", refused.words),
            *("refused", reason),
            *(found.old.place.campaign.code, None, None, None, None),
            *(found.new.place.campaign.code, None, None, None, None),
            *(None, ""),
        )


def method_words() -> str:
    """Return how the shares were reckoned, and what was not."""
    exact = exact_interval(0, 0).method
    return _("%(exact)s từng đợt; chênh lệch chưa kiểm định", exact=exact)


def _row(found: Comparison, line: Compared) -> ComparisonRow:
    return ComparisonRow(
        *(found.new.place.unit.code, line.question, line.row, line.value, line.label),
        *("forced" if line.unlike else "comparable", "; ".join((*line.unlike, *line.noted))),
        *(found.old.place.campaign.code, *_side(line.old)),
        *(found.new.place.campaign.code, *_side(line.new)),
        *(_rounded(line.difference), method_words()),
    )


def _side(judged: Judgement | None) -> tuple[int | None, float | None, float | None, float | None]:
    if judged is None:
        return None, None, None, None
    n = None if judged.is_hidden and judged.n else judged.n
    return n, _rounded(judged.share), _rounded(judged.low), _rounded(judged.high)


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 6)
