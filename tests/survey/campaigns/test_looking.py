"""Who may look at what, by the kind of campaign and whether it is closed."""

from datetime import UTC, datetime

import pytest

from survey.campaigns.looking import is_plain, is_shown, is_weighted, threshold_of
from survey.campaigns.models import Campaign

CLOSED = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "while_open", "once_closed", "weighted", "threshold"),
    [
        ("routine", True, True, False, 5),
        ("ad_hoc", True, True, False, 5),
        ("field", False, True, True, 5),
        ("invited", False, True, False, 10),
    ],
)
def test_what_is_drawn_or_invited_is_shown_once_closed(
    kind, while_open, once_closed, weighted, threshold
):
    campaign = Campaign(kind=kind)
    assert (is_shown(campaign), is_weighted(campaign)) == (while_open, weighted)
    assert threshold_of(campaign) == threshold
    campaign.closed_at = CLOSED
    assert is_shown(campaign) is once_closed
    assert is_plain(campaign) is not weighted
