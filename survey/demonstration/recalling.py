"""Call-backs of the demonstration: most say what they had said, a few do not."""

import json
from random import Random

from sqlalchemy.orm import Session

from forms import library
from survey.campaigns.models import Campaign
from survey.fieldwork.callbacks import ToCall, Told, call, to_call
from survey.fieldwork.keys import key_questions
from survey.responses.models import Response

_AWAY, _NEVER_ASKED, _OTHERWISE = 0.12, 0.03, 0.06


def call_back(session: Session, campaign: Campaign, by: int) -> None:
    """Call whomever the seed chose among those interviewed."""
    questionnaire = library.find(campaign.questionnaire, campaign.version)
    keys = [question.code for question in key_questions(questionnaire) if question.scale]
    for one in to_call(session, campaign.id):
        call(session, campaign, one.attempt, _told(session, one, keys), by)


def _told(session: Session, one: ToCall, keys: list[str]) -> Told:
    luck = Random(f"{one.standing.case.code} call")
    if luck.random() < _AWAY:
        return Told(reached=False, interviewed=None, answers={})
    if luck.random() < _NEVER_ASKED:
        return Told(reached=True, interviewed=False, answers={})
    before = json.loads(session.get_one(Response, one.attempt.response_id).answers)
    known = {code: before[code] for code in keys if isinstance(before.get(code), int)}
    return Told(
        reached=True, interviewed=True, answers={c: _again(luck, s) for c, s in known.items()}
    )


def _again(luck: Random, step: int) -> int:
    if luck.random() >= _OTHERWISE:
        return step
    return 4 if step == 5 else 5
