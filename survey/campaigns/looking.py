"""Showing: whether results of a campaign may be looked at yet, and whether plainly.

The one place that says so; whatever shows, draws, prints or sends results asks it. What is
drawn or invited is looked at once it is closed, so that nobody leans on those who are still
to answer. What was drawn is never told without its weights.
"""

from survey.campaigns.kinds import DEMANDS, Kind, Shown
from survey.campaigns.models import Campaign


def is_shown(campaign: Campaign) -> bool:
    """Whether results may be shown by now."""
    is_live = DEMANDS[Kind(campaign.kind)].shown is Shown.LIVE
    return is_live or campaign.closed_at is not None


def is_weighted(campaign: Campaign) -> bool:
    """Whether results are told with weights alone."""
    return DEMANDS[Kind(campaign.kind)].needs_draw


def is_plain(campaign: Campaign) -> bool:
    """Whether results may be shown by now as counts and shares of them."""
    return is_shown(campaign) and not is_weighted(campaign)


def threshold_of(campaign: Campaign) -> int:
    """Return how few people a number of the campaign may speak of."""
    return DEMANDS[Kind(campaign.kind)].threshold
