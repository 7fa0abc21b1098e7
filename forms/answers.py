"""Answers: what was said, and the four ways of saying nothing, in bytes that stay the same.

Somebody who does not know, who will not say, who was never asked and who passed a
question over are four different people. The first three are kept as marks of their
own; whoever passed a question over has no entry for it.

The canonical writing of answers is what the ledger chains, so it must never
change: keys sorted, no spaces, every letter as itself.
"""

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum


class Missing(StrEnum):
    """Why there is no answer. Codes begin with a letter, so these are never mistaken for one."""

    DONT_KNOW = "~dont_know"
    REFUSED = "~refused"
    NOT_ASKED = "~not_asked"


SKIPPED = "~skipped"
"""How tallies and exports name what has no entry: asked, and passed over."""

ALLOWED = {"dont_know": Missing.DONT_KNOW, "refused": Missing.REFUSED}
"""What a questionnaire may offer instead of an answer, and how it is kept."""

Answer = int | str | list[str] | dict[str, int | str]
"""A step of a scale or a number; a choice's code, a day or a decimal; the codes that
were ticked; or a step (or place) for each row: by the kind of question."""


def canonical(answers: Mapping[str, object]) -> str:
    """Return `answers` as the one JSON text that stands for them."""
    return json.dumps(
        dict(answers), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def is_missing(answer: object) -> bool:
    """Whether `answer` is one of the marks for saying nothing, or None (passed over)."""
    return answer is None or (isinstance(answer, str) and answer.startswith("~"))


def unasked(known: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """Return those of `names` that are not `known`, sorted."""
    return tuple(sorted(set(names) - set(known)))
