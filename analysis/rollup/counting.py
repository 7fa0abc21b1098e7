"""Counting entries of the ledger: how many gave which value, by day, counter and channel.

Every answer leaves a trace: a step, a code or a day is a value; of several ticks each
one is, and whoever ticked anything counts once as having answered; the rows of a matrix
and the places of a ranking are counted as "question.row". The marks of silence are
values like others. Words themselves are never read here, only whether somebody wrote
some. What no kind of question can have given is counted as illegible, not passed over.

Answers that are apart (held for review, or late) are counted under their channel and
`APART_MARK`, and in no total.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol

from analysis.rollup.cells import APART_MARK, Cell, GroupCell
from survey.responses import flags

RESPONSES = ""
"""The question under which whole responses are counted, with the value "" each."""

NO_COUNTER = 0
"""Stands for a response that came in without a counter."""

ANSWERED = "~answered"
"""The value under which whoever ticked or wrote something counts once."""

ILLEGIBLE = "~illegible"
"""The value of what is no answer of any kind: a defect, to be seen and not to be lost."""

_LONGEST = 40  # what the tallies have room for: a value, or "question.row"
_NOTHING = "{}"
_Where = tuple[int, date, int | None, str]


class Entry(Protocol):
    """What of a response is counted."""

    campaign_id: int
    counter_id: int | None
    channel: str
    day: date
    answers: str
    words: str
    flags: str | None
    procedure_group: str | None


def is_flagged_apart(entry: Entry) -> bool:
    """Whether `entry` came in with a flag that keeps it out of the headline."""
    return entry.flags is not None and flags.is_apart(flags.read(entry.flags))


def count(
    entries: Iterable[Entry], is_out: Callable[[Entry], bool] = is_flagged_apart
) -> Counter[Cell]:
    """Return how many of `entries` fall into each cell; `is_out` says which are apart.

    A skipped question is not among the answers, so each question has an n of its own.
    """
    # Alike responses are many: they are put together first, and each text is parsed once.
    alike = Counter(
        (
            (
                entry.campaign_id,
                entry.day,
                entry.counter_id,
                entry.channel + APART_MARK if is_out(entry) else entry.channel,
            ),
            _said(entry),
        )
        for entry in entries
    )
    given = {said: tuple(_given(*said)) for said in {said for _where, said in alike}}
    values: defaultdict[_Where, Counter[tuple[str, str]]] = defaultdict(Counter)
    for (where, said), n in alike.items():
        here = values[where]
        for value in given[said]:
            here[value] += n
    return Counter(dict(_cells(values)))


def count_groups(
    entries: Iterable[Entry], is_out: Callable[[Entry], bool] = is_flagged_apart
) -> Counter[GroupCell]:
    """Return how many of the headline's `entries` fall into each cell of a procedure group."""
    cells: Counter[GroupCell] = Counter()
    for entry in entries:
        if entry.procedure_group is not None and not is_out(entry):
            for question, value in _given(*_said(entry)):
                cells[GroupCell(entry.campaign_id, question, entry.procedure_group, value)] += 1
    return cells


def _cells(
    values: Mapping[_Where, Mapping[tuple[str, str], int]],
) -> Iterator[tuple[Cell, int]]:
    for (campaign_id, day, counter_id, channel), here in values.items():
        at = counter_id or NO_COUNTER
        for (question, value), n in here.items():
            yield Cell(campaign_id, question, day, at, channel, value), n


def values_of(answers: str, words: str) -> Iterator[tuple[str, str]]:
    """Yield what a response counts as: question and value, as they are tallied."""
    return _given(answers, _written(words))


def _said(entry: Entry) -> tuple[str, tuple[str, ...]]:
    return entry.answers, _written(entry.words) if entry.words != _NOTHING else ()


def _written(words: str) -> tuple[str, ...]:
    # Which questions were answered in words; their digests differ and would part what is alike.
    return tuple(json.loads(words))


def _given(answers: str, written: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield RESPONSES, ""
    said = json.loads(answers)
    for question, answer in said.items():
        yield from _values(question, answer)
    for question in written:
        # Words beside a tick ("other: …") belong to an answer that is counted already.
        if question not in said:
            yield question, ANSWERED


def _values(question: str, answer: object) -> Iterator[tuple[str, str]]:
    if isinstance(answer, list):
        if answer:
            yield question, ANSWERED
        for ticked in answer:
            yield question, _legible(ticked)
    elif isinstance(answer, dict):
        for row, value in answer.items():
            key = f"{question}.{row}"
            # A key too long for a tally: not even a row of its own can be given to it.
            yield (key, _legible(value)) if len(key) <= _LONGEST else (question, ILLEGIBLE)
    elif answer not in (None, ""):
        yield question, _legible(answer)


def _legible(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ILLEGIBLE
    written = str(value)
    return written if 0 < len(written) <= _LONGEST else ILLEGIBLE
