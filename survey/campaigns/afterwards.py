"""After the closing: a campaign is published once, and notes are added to it.

Numbers and verdicts stand as they were. Nothing said here changes or goes away again; the
database refuses it, and refuses both before the closing.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import clock
from survey.accounts.models import Account
from survey.campaigns.life import WrongTurn
from survey.campaigns.models import Campaign, CampaignNote, CampaignPublication
from survey.diary.writing import note

LONGEST = 2_000


class NothingSaid(Exception):
    """There are no words, too many, or such as cannot be read."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words about a closed campaign: whose (nobody: the command line), and when."""

    words: str
    by: str | None
    at: datetime


def publish(session: Session, campaign: Campaign, words: str, by: int | None = None) -> None:
    """Say where a closed campaign's results were made known; raises WrongTurn."""
    said = _readable(words)
    # Whoever publishes at the same moment waits here, and then finds it done.
    session.refresh(campaign, with_for_update=True)
    if campaign.closed_at is None or session.get(CampaignPublication, campaign.id) is not None:
        raise WrongTurn(campaign.code)
    told = {"words": said, "account_id": by, "at": clock.now()}
    session.add(CampaignPublication(campaign_id=campaign.id, **told))
    note(session, "campaign.published", campaign.code, by)
    session.flush()


def annotate(session: Session, campaign: Campaign, words: str, by: int | None = None) -> None:
    """Add a note to a closed campaign; raises WrongTurn."""
    said = _readable(words)
    if campaign.closed_at is None:
        raise WrongTurn(campaign.code)
    told = {"words": said, "account_id": by, "at": clock.now()}
    session.add(CampaignNote(campaign_id=campaign.id, **told))
    note(session, "campaign.annotated", campaign.code, by)
    session.flush()


def notes_on(session: Session, campaign_id: int) -> list[Said]:
    """Return what was noted on a campaign, newest first."""
    wanted = (
        select(CampaignNote.words, Account.name, CampaignNote.at)
        .outerjoin(Account, Account.id == CampaignNote.account_id)
        .where(CampaignNote.campaign_id == campaign_id)
        .order_by(CampaignNote.id.desc())
    )
    return [Said(*row) for row in session.execute(wanted)]


def publication_of(session: Session, campaign_id: int) -> Said | None:
    """Return what was said when a campaign was published."""
    wanted = (
        select(CampaignPublication.words, Account.name, CampaignPublication.at)
        .outerjoin(Account, Account.id == CampaignPublication.account_id)
        .where(CampaignPublication.campaign_id == campaign_id)
    )
    row = session.execute(wanted).first()
    return Said(*row) if row else None


def is_readable(words: str) -> bool:
    """Whether `words` say something that can be kept and shown; lines may end."""
    is_written = all(sign.isprintable() or sign in "\r\n\t" for sign in words)
    return bool(words.strip()) and len(words) <= LONGEST and is_written


def _readable(words: str) -> str:
    if not is_readable(words):
        raise NothingSaid
    return words.strip().replace("\r\n", "\n")
