"""Comparing two questionnaires for a page: which answers may be set side by side."""

from typing import Any

from forms.questionnaire import Questionnaire


def compared(old: Questionnaire, new: Questionnaire) -> Any:
    """Return what became of each question from `old` to `new`."""
    from forms.compare import compare  # noqa: PLC0415

    return compare(old, new)
