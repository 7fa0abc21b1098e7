"""Two campaigns side by side: share beside share, only where the same thing was asked.

Answers to two wordings are never set against each other unnoticed: a question that is
not comparable is named and refused, or, when forced, carries the reason on every line.
Campaigns of different kinds reach different people (who comes by, who was drawn), so
across kinds nothing is comparable either. No difference is tested here, and none claimed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from flask_babel import gettext as _

from analysis.dashboard.gathering import Questions
from analysis.dashboard.tallied import TalliedLine, TalliedQuestion
from analysis.indices.distribution import Basis
from analysis.targets.check import Judgement, hidden, judge

SATISFIED = "~satisfied"
FIRST_PLACE = "1"
_IN_SHARES = (Basis.OF_ANSWERED, Basis.OF_TICKING, Basis.OF_RANKING)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What parts a question's answers in two campaigns, and what is only to be noted."""

    parts: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()


Likenesses = Mapping[str, Likeness]
"""How like a question is in both campaigns, by its code; no entry: only one asks it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One share in two campaigns; `unlike` says why they cannot be compared, if so.

    `noted` is what differs without making it another question (who was asked it).
    """

    question: str
    words: str
    row: str
    row_words: str
    value: str
    label: str
    old: Judgement | None
    new: Judgement | None
    unlike: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()

    @property
    def difference(self) -> float | None:
        """By how much the share is higher in the new campaign, where both are shown."""
        old = self.old.share if self.old else None
        new = self.new.share if self.new else None
        return None if old is None or new is None else new - old


@dataclass(frozen=True, slots=True)
class Refused:
    """A question that is not set side by side, and why."""

    question: str
    words: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two campaigns in one unit, the earlier first."""

    old: Questions
    new: Questions
    lines: list[Compared]
    refused: list[Refused]

    @property
    def by_question(self) -> list[list[Compared]]:
        """The lines, those of one question together."""
        return [list(lines) for _code, lines in groupby(self.lines, lambda line: line.question)]


def compare_campaigns(
    old: Questions, new: Questions, likenesses: Likenesses, *, is_forced: bool = False
) -> Comparison:
    """Return what both campaigns asked, side by side, the rest refused unless forced.

    What only one of them asked is refused even so: there is nothing beside it.
    """
    before = {asked.question.code: asked for asked in _every(old)}
    lines: list[Compared] = []
    refused: list[Refused] = []
    everywhere = _between(old, new)
    for asked in _every(new):
        code = asked.question.code
        there = before.pop(code, None)
        like = likenesses.get(code, Likeness())
        like = Likeness((*everywhere, *like.parts), like.noted)
        against = _against(there, asked) or (() if is_forced else like.parts)
        if there is None or against:
            refused.append(Refused(code, asked.words, against))
        else:
            lines += _compared(there, asked, like)
    only = (_("chỉ đợt trước có câu này"),)
    refused += [Refused(code, asked.words, only) for code, asked in before.items()]
    return Comparison(old, new, lines, refused)


def _against(old: TalliedQuestion | None, new: TalliedQuestion) -> tuple[str, ...]:
    """Return what no force can overcome."""
    if old is None:
        return (_("chỉ đợt sau có câu này"),)
    if not _has_shares(old) and not _has_shares(new):
        return (_("câu này không có tỷ lệ để so"),)
    return ()


def _has_shares(asked: TalliedQuestion) -> bool:
    bases = {line.distribution.basis for line in asked.lines}
    return asked.question.kind != "unit" and not bases.isdisjoint(_IN_SHARES)


def _every(found: Questions) -> Iterator[TalliedQuestion]:
    for section in found.sections:
        yield from section.questions


def _between(old: Questions, new: Questions) -> tuple[str, ...]:
    is_same = old.place.campaign.kind == new.place.campaign.kind
    return () if is_same else (_("khác loại đợt khảo sát"),)


def _compared(old: TalliedQuestion, new: TalliedQuestion, like: Likeness) -> Iterator[Compared]:
    before = {line.row: line for line in old.lines}
    now = {line.row: line for line in new.lines}
    for row in dict.fromkeys([*now, *before]):
        shares = [_shares(asked, lines.get(row)) for asked, lines in ((old, before), (new, now))]
        labels = shares[0][0] | shares[1][0] or {"": _("Các câu trả lời")}
        for value, label in labels.items():
            before_it, now_it = (judged.get(value, instead) for _labels, judged, instead in shares)
            line = now.get(row) or before[row]
            where = (new.question.code, new.words, row, line.words)
            yield Compared(*where, value, label, before_it, now_it, like.parts, like.noted)


_Shares = tuple[dict[str, str], dict[str, Judgement], Judgement | None]


def _shares(asked: TalliedQuestion, line: TalliedLine | None) -> _Shares:
    """Return the names of values, what each came to, and what stands where one is missing."""
    if line is None or not _has_shares(asked):
        return {}, {}, None
    told = line.distribution
    if line.judgement is not None:
        return {SATISFIED: _("Tỷ lệ hài lòng")}, {SATISFIED: line.judgement}, None
    if told.is_hidden or not told.answered:
        return {}, {}, hidden(told.answered, None)
    listed = [
        share
        for share in told.values
        if told.basis is not Basis.OF_RANKING or share.value == FIRST_PLACE
    ]
    judged = {share.value: judge(told.answered, share.n, None) for share in listed}
    return {share.value: asked.names[share.value] for share in listed}, judged, None
