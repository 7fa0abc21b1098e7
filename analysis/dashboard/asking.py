"""What a page of results was asked for: the unit, the campaign, and how to sort and filter.

An address can say anything; what is not on a list is taken as not said, and a unit
or campaign out of reach is as if it were not there.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NoReturn, TypeVar

from flask import abort, make_response, redirect, render_template, request, url_for

from analysis.dashboard.choosing import campaigns_opened, campaigns_to_see, chosen, plain
from analysis.dashboard.lines import Asked, Sort
from analysis.stats.proportions import Verdict
from survey.access.guard import actor, reach
from survey.access.permissions import Permission
from survey.campaigns.looking import is_weighted
from survey.campaigns.models import Campaign
from survey.campaigns.reading import Listed
from survey.clock import today
from survey.db import session
from survey.places.counters import find_counter
from survey.places.models import Counter, Unit

_LONGEST_SEARCH = 100
_MOST_PAGES = 1_000
_LARGEST_ID = 2**31 - 1  # what the database can look up
Word = TypeVar("Word", bound=StrEnum)


def asked_unit(unit_id: int) -> Unit:
    """Return the unit, when it is there and in reach."""
    if unit_id > _LARGEST_ID:
        abort(404)
    reach(unit_id)
    return session().get(Unit, unit_id) or abort(404)


def asked_counter(code: str) -> Counter:
    """Return the counter with `code`, when it is there and its unit in reach."""
    counter = find_counter(session(), code) or abort(404)
    asked_unit(counter.unit_id)
    return counter


def asked_campaign(unit: Unit) -> tuple[Listed | None, list[Listed]]:
    """Return the campaign asked for and all that can be; 404 for one that cannot.

    One that is not to be looked at yet is 403, with the reason; one that was drawn is led
    to its own page.
    """
    campaigns = campaigns_to_see(session(), unit.id, today())
    code = request.args.get("campaign")
    found = chosen(campaigns, code)
    if code and found is None:
        _refuse(unit, code)
    if found is not None and is_weighted(found.campaign):
        abort(redirect(url_for("weighted.show", campaign=found.campaign.code)))
    return found, campaigns


def _refuse(unit: Unit, code: str) -> NoReturn:
    found = chosen(campaigns_opened(session(), unit.id, today()), code)
    if found is None:
        abort(404)
    refuse_yet(found.campaign)


def refuse_yet(campaign: Campaign) -> NoReturn:
    """Say that results of `campaign` are shown once it is closed."""
    may = Permission.SUPERVISE in actor().permissions
    page = render_template("dashboard/not_yet.html", campaign=campaign, may_follow=may)
    abort(make_response(page, 403))


def demanded_campaign(unit: Unit) -> Campaign:
    """Return the campaign of a picture or a file, which has nothing to say without one."""
    found, _campaigns = asked_campaign(unit)
    if found is None:
        abort(404)
    return found.campaign


def asked_beside(shown: Listed, campaigns: Sequence[Listed]) -> Listed | None:
    """Return the campaign to set beside the one shown: the one asked for, or the likeliest.

    That is the newest other one of its kind, else the newest other one; 404 for one that
    cannot be.
    """
    others = [each for each in plain(campaigns) if each.campaign.id != shown.campaign.id]
    code = request.args.get("with")
    if code:
        return chosen(others, code) or abort(404)
    alike = [each for each in others if each.kind is shown.kind]
    return next(iter(alike or others), None)


def asked_to_force() -> bool:
    """Whether what cannot be compared is to be shown all the same."""
    return request.args.get("force") == "1"


def asked_by_channel() -> bool:
    """Whether each way of answering is to have a line of its own."""
    return request.args.get("by") == "channel"


def asked_lines() -> Asked:
    """Return how the lines are to be sorted and filtered."""
    return Asked(
        _listed(Sort, "sort") or Sort.NEED,
        request.args.get("find", "").strip()[:_LONGEST_SEARCH],
        _listed(Verdict, "verdict"),
    )


def asked_by_name() -> dict[str, str]:
    """Return what was asked, to be asked again of another address."""
    names = ("campaign", "sort", "find", "verdict")
    return {name: request.args[name] for name in names if name in request.args}


def asked_page() -> int:
    """Return the page asked for, the first when it is no number."""
    number = request.args.get("page", 1, type=int)
    return min(max(number, 1), _MOST_PAGES)


def _listed(words: type[Word], name: str) -> Word | None:
    given = request.args.get(name)
    return words(given) if given in list(words) else None
