"""Enrolling: an interviewer's tablet is let into one campaign, by a code and a PIN, once.

As with a counter's tablet (`survey.offline.enrolling`): a quarter of an hour, five wrong
PINs, and a reply that was lost may be asked for again by the same tablet.
"""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import clock
from survey.campaigns.models import Campaign
from survey.diary.writing import note
from survey.fieldwork.interviewer_models import Interviewer, InterviewerCode, InterviewerEvent
from survey.offline.enrolling import (
    LIFE,
    MOST_WRONG,
    Refusal,
    Request,
    Secret,
    as_written,
    fresh_secret,
    hashed,
    is_pin,
)


def open_enrolment(session: Session, campaign: Campaign, account_id: int | None = None) -> Secret:
    """Make a code and a PIN for one interviewer of `campaign`; the caller commits."""
    secret = fresh_secret()
    session.add(
        InterviewerCode(
            code_hash=hashed(secret.code),
            pin_hash=hashed(secret.code, secret.pin),
            campaign_id=campaign.id,
            made_by=account_id,
            expires_at=clock.now() + LIFE,
            wrong=0,
        )
    )
    note(session, "fieldwork.enrolment_opened", campaign.code, account_id)
    return secret


def enrol(session: Session, asked: Request) -> Interviewer | Refusal:
    """Let an interviewer in, or say why not; the caller commits either way."""
    found = session.scalar(
        select(InterviewerCode)
        .where(InterviewerCode.code_hash == hashed(as_written(asked.code)))
        .with_for_update()
    )
    if found is None:
        return Refusal("unknown")
    if found.interviewer_id is not None:
        return _again(session, found, asked)
    if found.expires_at <= clock.now() or found.wrong >= MOST_WRONG:
        return Refusal("expired")
    if not is_pin(found.pin_hash, asked):
        found.wrong += 1
        return Refusal("pin", MOST_WRONG - found.wrong)
    return _let_in(session, found, asked)


def _let_in(session: Session, found: InterviewerCode, asked: Request) -> Interviewer | Refusal:
    campaign, now = session.get_one(Campaign, found.campaign_id), clock.now()
    if campaign.closed_at is not None:
        return Refusal("over")
    same_key = select(Interviewer.id).where(Interviewer.sign_key == asked.sign_key)
    if session.scalar(same_key) is not None:
        return Refusal("used")
    interviewer = Interviewer(
        id=secrets.token_hex(16),
        campaign_id=campaign.id,
        name=asked.name or campaign.name[:80],
        sign_key=asked.sign_key,
        enrolled_at=now,
        enrolled_by=found.made_by,
        last_seen=now,
        drained_at=now,
        mono=0,
        clock_off=0,
        waiting=0,
    )
    session.add(interviewer)
    session.flush()
    found.interviewer_id = interviewer.id
    event = {"interviewer_id": interviewer.id, "at": now, "kind": "enrolled", "count": 1}
    session.add(InterviewerEvent(**event))
    told = {"interviewer": interviewer.id, "name": interviewer.name}
    note(session, "fieldwork.enrolled", campaign.code, found.made_by, **told)
    return interviewer


def _again(session: Session, found: InterviewerCode, asked: Request) -> Interviewer | Refusal:
    interviewer = session.get_one(Interviewer, found.interviewer_id)
    is_same = interviewer.sign_key == asked.sign_key and found.expires_at > clock.now()
    return interviewer if is_same and is_pin(found.pin_hash, asked) else Refusal("used")
