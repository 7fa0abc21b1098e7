"""Finding what a page is about: a campaign with fieldwork, an interviewer in it, in reach."""

from flask import abort

from survey.access.guard import units_in_reach
from survey.campaigns.kinds import DEMANDS, Kind
from survey.campaigns.models import Campaign
from survey.campaigns.reading import campaign_by_code, units_of
from survey.db import session
from survey.fieldwork.interviewer_models import Interviewer
from survey.offline import strict


def has_fieldwork(campaign: Campaign) -> bool:
    """Whether people are visited in `campaign`."""
    return DEMANDS[Kind(campaign.kind)].needs_draw


def campaign_in_reach(code: str) -> Campaign:
    """Return the campaign with `code`; abort with 404 where the actor runs no fieldwork so."""
    found = campaign_by_code(session(), code) if code.isprintable() else None
    if found is None or not has_fieldwork(found):
        abort(404)
    reach = units_in_reach()
    if not all(unit.id in reach for unit in units_of(session(), found.id)):
        abort(404)
    return found


def interviewer_in(campaign: Campaign, interviewer_id: str, *, locked: bool = False) -> Interviewer:
    """Return one interviewer of `campaign`, or abort with 404."""
    found = None
    if strict.hexadecimal(interviewer_id, 32):
        found = session().get(
            Interviewer, interviewer_id, with_for_update=locked or None, populate_existing=locked
        )
    if found is None or found.campaign_id != campaign.id:
        abort(404)
    return found
