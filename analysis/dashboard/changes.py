"""Which of the units below rose or fell since another campaign, luck taken away.

Exact tests under Benjamini and Hochberg's adjustment over the whole table, so that of
the arrows in it about one in twenty at most is false. A campaign is held only against
one of its kind that asked the overall question in the same words; else it says why not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from analysis.dashboard.likeness import likenesses
from analysis.dashboard.lines import Line
from analysis.stats.comparison import Change, changed, newcombe_interval
from analysis.stats.estimate import Estimate
from analysis.targets.check import Judgement
from forms import library
from forms.questionnaire import OVERALL
from survey.campaigns.models import Campaign
from survey.places.spelling import folded


@dataclass(frozen=True, slots=True)
class Changed:
    """One unit in two campaigns; no difference where either result is not shown."""

    line: Line
    before: Judgement | None
    difference: Estimate | None
    change: Change


def why_not(old: Campaign, new: Campaign) -> tuple[str, ...]:
    """Return what parts the overall question of two campaigns; empty when nothing does."""
    if old.kind != new.kind:
        return (_("hai đợt khác loại, nên hỏi những người khác nhau"),)
    asked = [library.find(each.questionnaire, each.version) for each in (old, new)]
    found = likenesses(*asked).get(OVERALL)
    return found.parts if found else (_("hai đợt không cùng có câu hỏi chung"),)


def changes(old: Sequence[Line], new: Sequence[Line]) -> list[Changed]:
    """Return each unit of the later campaign with what became of it, falls first."""
    before = {line.unit_id: line.judgement for line in old}
    lines = sorted(new, key=lambda line: folded(line.name))
    words = changed(
        [_counts(before.get(line.unit_id)) for line in lines],
        [_counts(line.judgement) for line in lines],
    )
    told = [
        Changed(line, before.get(line.unit_id), _difference(before, line), word)
        for line, word in zip(lines, words, strict=True)
    ]
    order = [Change.DOWN, Change.UP, Change.UNCLEAR, Change.TOO_FEW]
    return sorted(told, key=lambda each: order.index(each.change))


def _counts(judged: Judgement | None) -> tuple[int, int]:
    # What is hidden takes no part: its arrow would tell of it.
    if judged is None or judged.satisfied is None:
        return (0, 0)
    return (judged.satisfied, judged.n)


def _difference(before: Mapping[int, Judgement], line: Line) -> Estimate | None:
    then, now = _counts(before.get(line.unit_id)), _counts(line.judgement)
    return newcombe_interval(*now, *then) if then[1] and now[1] else None
