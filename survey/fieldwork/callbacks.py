"""Call-backs: of a random share of interviews somebody asks whether they took place, and how.

Who is called follows from the campaign's seed and the case alone, so no interviewer can
know, and anybody can check afterwards. What is said again is held against the response
while it is known which it is; after the closing only how often they agreed is left.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from forms.answers import Answer, canonical
from survey import clock
from survey.campaigns.models import Campaign
from survey.diary.writing import note
from survey.fieldwork.models import Attempt, Callback, CallbackCount, FieldworkSettings
from survey.fieldwork.standing import Standing, standings
from survey.responses.models import Response
from survey.sampling.drawing.chance import uniform

REACHED, INTERVIEWED = "_reached", "_interviewed"
"""What stands in the place of a question: no question's code begins so."""
_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Count:
    """Of `n` who were asked `agreed` said what the interviewer had said."""

    n: int
    agreed: int


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody said on a call: whether they were reached, interviewed, and their answers."""

    reached: bool
    interviewed: bool | None
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class ToCall:
    """A case that was chosen for a call, its interview, and the last call if there was one."""

    standing: Standing
    attempt: Attempt
    last: Callback | None


def begin(session: Session, campaign: Campaign) -> None:
    """Settle how many are called back, and by which seed, before anybody interviews."""
    session.refresh(campaign, with_for_update=True)  # one of two supervisors at once does it
    if session.get(FieldworkSettings, campaign.id) is None:
        seed = str(secrets.randbelow(10**16))
        session.add(FieldworkSettings(campaign_id=campaign.id, seed=seed))
        session.flush()


def is_chosen(settings: FieldworkSettings | None, code: str) -> bool:
    """Whether the case with `code` is to be called back once it is interviewed."""
    if settings is None:
        return False
    number = uniform(settings.seed, "callback", code)
    return number * _WHOLE < settings.callback_share_bp


def to_call(session: Session, campaign_id: int) -> list[ToCall]:
    """Return the chosen cases that are interviewed, those nobody has reached yet first."""
    settings = session.get(FieldworkSettings, campaign_id)
    calls = _calls(session, campaign_id)
    found = []
    for standing in standings(session, campaign_id):
        done = [
            visit.attempt
            for visit in standing.visits
            if visit.attempt.disposition == "complete" and not visit.is_sent_back
        ]
        if done and is_chosen(settings, standing.case.code):
            last = calls.get(done[-1].id)
            found.append(ToCall(standing, done[-1], last))
    return sorted(found, key=lambda one: one.last is not None and one.last.reached)


def call(session: Session, campaign: Campaign, attempt: Attempt, told: Told, by: int) -> None:
    """Keep what was said on a call; the caller commits."""
    session.add(
        Callback(
            attempt_id=attempt.id,
            reached=told.reached,
            interviewed=told.interviewed if told.reached else None,
            answers=canonical(dict(told.answers) if told.interviewed else {}),
            account_id=by,
            at=clock.now(),
        )
    )
    # Not of whom: the diary is for more eyes than the list of names.
    note(session, "fieldwork.called_back", campaign.code, by, reached=told.reached)
    session.flush()


def callbacks_of(session: Session, campaign_id: int) -> dict[str, Count]:
    """Return by question how often call-backs agreed; REACHED of called, INTERVIEWED of reached."""
    kept = select(CallbackCount).where(CallbackCount.campaign_id == campaign_id)
    frozen = {row.question: Count(row.n, row.agreed) for row in session.scalars(kept)}
    return frozen or _counted(session, campaign_id)


def count_and_forget(session: Session, campaign_id: int) -> None:
    """Put down how often call-backs agreed, and forget each of them (at the closing)."""
    for question, count in sorted(_counted(session, campaign_id).items()):
        key = {"campaign_id": campaign_id, "question": question}
        session.add(CallbackCount(**key, n=count.n, agreed=count.agreed))
    own = select(Attempt.id).where(Attempt.campaign_id == campaign_id)
    session.execute(delete(Callback).where(Callback.attempt_id.in_(own)))
    session.flush()


def _calls(session: Session, campaign_id: int) -> dict[str, Callback]:
    # The last call that reached somebody stands, or else the last.
    wanted = (
        select(Callback)
        .join(Attempt, Attempt.id == Callback.attempt_id)
        .where(Attempt.campaign_id == campaign_id)
        .order_by(Callback.reached, Callback.id)
    )
    return {each.attempt_id: each for each in session.scalars(wanted)}


def _counted(session: Session, campaign_id: int) -> dict[str, Count]:
    found: dict[str, list[bool]] = {}
    for attempt_id, each in _calls(session, campaign_id).items():
        found.setdefault(REACHED, []).append(each.reached)
        if each.interviewed is not None:
            found.setdefault(INTERVIEWED, []).append(each.interviewed)
        for question, agrees in _held_against(session, attempt_id, each).items():
            found.setdefault(question, []).append(agrees)
    return {name: Count(len(said), sum(said)) for name, said in found.items()}


def _held_against(session: Session, attempt_id: str, told: Callback) -> dict[str, bool]:
    attempt = session.get_one(Attempt, attempt_id)
    response = session.get(Response, attempt.response_id) if attempt.response_id else None
    if response is None:
        return {}
    before = json.loads(response.answers)
    return {name: before.get(name) == said for name, said in json.loads(told.answers).items()}
