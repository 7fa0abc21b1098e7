"""Closing: as a campaign closes, what leads from a person to an answer is cut.

How each case ended and how often call-backs agreed is put down first. Then an attempt
forgets its case, its response, when and where it was; a review why it was given; what was
set aside its sealed words; a case its name and all that is known of it. No time, order or
row is left that is on both sides. What stays on the side of the answers is village and
day, and the weight: whoever draws with unequal chances within a village leaves a trace.
"""

from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session

from survey.campaigns.kinds import DEMANDS, Kind
from survey.campaigns.models import Campaign
from survey.fieldwork.callbacks import count_and_forget
from survey.fieldwork.interviewer_models import InterviewAside, Interviewer
from survey.fieldwork.models import Attempt, CaseOutcome, Review
from survey.fieldwork.progress import asked
from survey.fieldwork.standing import standings
from survey.sampling.erasing import erase_labels

_ERASED = (
    *("case_id", "response_id", "day", "at", "received_at", "seconds"),
    *("latitude", "longitude", "note"),
)


def cut(session: Session, campaign: Campaign) -> None:
    """Cut every case of `campaign` from its response, within the closing's transaction."""
    if not DEMANDS[Kind(campaign.kind)].needs_draw:
        return
    ends = [
        {"case_id": one.case.id, "disposition": one.disposition.value}
        for one in asked(standings(session, campaign.id))
    ]
    if ends:
        session.execute(insert(CaseOutcome), ends)
    count_and_forget(session, campaign.id)
    own = Attempt.campaign_id == campaign.id
    session.execute(update(Attempt).where(own).values(dict.fromkeys(_ERASED)))
    session.execute(update(Review).where(Review.campaign_id == campaign.id).values(reason=""))
    sent_by = select(Interviewer.id).where(Interviewer.campaign_id == campaign.id)
    aside = update(InterviewAside).where(InterviewAside.interviewer_id.in_(sent_by))
    session.execute(aside.values(entry=""))
    erase_labels(session, campaign.id)
    _rearrange(session)
    session.expire_all()


def _rearrange(session: Session) -> None:
    # SQLite keeps attempts by their random identities; PostgreSQL as they came, unless told.
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("CLUSTER attempts USING pk_attempts"))
