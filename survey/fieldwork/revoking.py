"""Revoking: an interviewer's tablet that was lost, or whose work is done, is let in no more."""

from sqlalchemy.orm import Session

from survey import clock
from survey.campaigns.models import Campaign
from survey.diary.writing import note
from survey.fieldwork.interviewer_models import Interviewer, InterviewerEvent


def revoke(session: Session, interviewer: Interviewer, by: int | None = None) -> None:
    """Take nothing more from `interviewer` than what was done before now; the caller commits."""
    if interviewer.revoked_at is not None:
        return
    now = clock.now()
    interviewer.revoked_at, interviewer.revoked_by = now, by
    event = {"interviewer_id": interviewer.id, "at": now, "kind": "revoked", "count": 1}
    session.add(InterviewerEvent(**event))
    campaign = session.get_one(Campaign, interviewer.campaign_id)
    told = {"interviewer": interviewer.id, "name": interviewer.name}
    note(session, "fieldwork.revoked", campaign.code, by, **told)
    session.flush()
