"""Paging: which page comes next, without script and without keeping anything on the server.

Every page carries what was said on the others. A follow-up (asked because of something
on its own page) is shown at once where script runs; where it does not, the page comes
back with the follow-ups it now asks, once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from forms.conditions import refs
from forms.filling import REQUIRED, Filled
from forms.kinds import KINDS
from forms.questionnaire import Questionnaire
from forms.routing import Stop, is_follow_up, pages_by_code, path_of


@dataclass(frozen=True, slots=True)
class Turn:
    """The page that was sent, which way to go from it, and the follow-ups it showed."""

    page: int = 1
    goes_back: bool = False
    shown: frozenset[str] = frozenset()
    shows_at_once: bool = False  # script runs: each follow-up was shown as it became due


@dataclass(frozen=True, slots=True)
class Next:
    """What to show next: a page (None: all is said), the follow-ups open on it, the mistakes."""

    page: int | None
    open: frozenset[str] = frozenset()
    faults: Mapping[str, Any] = field(default_factory=dict)


def turn_of(given: dict[str, str]) -> Turn:
    """Take the page's own fields out of what was sent and return what they say."""
    page = given.pop("_page", "1")
    return Turn(
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1,
        goes_back=given.pop("_go", "") == "back",
        shown=frozenset(given.pop("_shown", "").split(".")),
        shows_at_once=given.pop("_at_once", "") == "1",
    )


def here(questionnaire: Questionnaire, filled: Filled, turn: Turn) -> Next:
    """Return the page that was sent, to be shown once more."""
    return _show(questionnaire, filled, min(max(turn.page, 1), len(questionnaire.pages)))


def following(questionnaire: Questionnaire, filled: Filled, turn: Turn) -> Next:
    """Return what comes after `turn`, given what is filled in."""
    page = min(max(turn.page, 1), len(questionnaire.pages))
    if turn.goes_back:
        before = _with_questions(questionnaire, filled, range(page - 1, 0, -1))
        return _show(questionnaire, filled, before or page)
    due = follow_ups(questionnaire, filled, page)
    unseen = frozenset() if turn.shows_at_once else due - turn.shown
    wrong = _faults_up_to(questionnaire, filled, page, unseen)
    if wrong:
        pages = pages_by_code(questionnaire)
        first = min(pages[code] for code in wrong)
        here = {code: words for code, words in wrong.items() if pages[code] == first}
        return _show(questionnaire, filled, first, here)
    if unseen:
        return Next(page, due)
    after = _with_questions(questionnaire, filled, range(page + 1, len(questionnaire.pages) + 1))
    return Next(None) if after is None else _show(questionnaire, filled, after)


def follow_ups(questionnaire: Questionnaire, filled: Filled, page: int) -> frozenset[str]:
    """Return the follow-ups of `page` that are asked now."""
    return _follow_ups_by_page(questionnaire)[page - 1].intersection(filled.asked)


def is_last(questionnaire: Questionnaire, filled: Filled, page: int) -> bool:
    """Whether nothing more is asked after `page`, as far as can be known on it."""
    later = range(page + 1, len(questionnaire.pages) + 1)
    return not any(
        stop.question.code in filled.asked or _may_follow(questionnaire, stop, page)
        for number in later
        for stop in _stops(questionnaire, number)
    )


def _may_follow(questionnaire: Questionnaire, stop: Stop, page: int) -> bool:
    """Whether something on `page` or after it may decide that `stop` is asked."""
    pages = pages_by_code(questionnaire)
    return stop.when is not None and any(pages[ref.code] >= page for ref in refs(stop.when))


def _show(
    questionnaire: Questionnaire,
    filled: Filled,
    page: int,
    faults: Mapping[str, Any] | None = None,
) -> Next:
    return Next(page, follow_ups(questionnaire, filled, page), faults or {})


def _faults_up_to(
    questionnaire: Questionnaire, filled: Filled, page: int, unseen: frozenset[str]
) -> dict[str, Any]:
    """Return what is wrong so far; nobody is told to answer what was not shown to them yet."""
    if not (filled.lacking or filled.faults):
        return {}
    pages = pages_by_code(questionnaire)
    lacking = [code for code in filled.lacking if code not in unseen]
    wrong = {**dict.fromkeys(lacking, REQUIRED), **filled.faults}
    return {code: words for code, words in wrong.items() if pages[code] <= page}


def _with_questions(
    questionnaire: Questionnaire, filled: Filled, pages: Iterable[int]
) -> int | None:
    """Return the first of `pages` that asks something (a note alone is no page)."""
    asked = set(filled.asked)
    for page in pages:
        for stop in _stops(questionnaire, page):
            if stop.question.code in asked and KINDS[stop.question.kind].is_asked:
                return page
    return None


@lru_cache(maxsize=256)
def _follow_ups_by_page(questionnaire: Questionnaire) -> tuple[frozenset[str], ...]:
    pages = pages_by_code(questionnaire)
    return tuple(
        frozenset(
            stop.question.code for stop in _stops(questionnaire, page) if is_follow_up(stop, pages)
        )
        for page in range(1, len(questionnaire.pages) + 1)
    )


def _stops(questionnaire: Questionnaire, page: int) -> list[Stop]:
    return [stop for stop in path_of(questionnaire) if stop.page == page]
