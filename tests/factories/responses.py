"""Responses for tests: ballots in a counter's campaign, and kept ones."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import count

from sqlalchemy.orm import Session

from survey.campaigns.models import Campaign
from survey.places.models import Counter, Unit
from survey.responses.ballot import Ballot
from survey.responses.store import Kept, keep

_numbers = count(1)
THAT_DAY = date(2026, 11, 20)


def make_ballot(
    campaign: Campaign,
    place: Counter | Unit,
    *,
    answers: Mapping[str, int | str] | None = None,
    words: Mapping[str, str] | None = None,
    day: date = THAT_DAY,
    channel: str = "qr",
) -> Ballot:
    """Return a ballot with an id of its own, ready to be kept."""
    is_counter = isinstance(place, Counter)
    return Ballot(
        # As random as a Visit's, and the same in every run.
        id=sha256(str(next(_numbers)).encode()).hexdigest()[:32],
        campaign_id=campaign.id,
        unit_id=place.unit_id if is_counter else place.id,
        counter_id=place.id if is_counter else None,
        questionnaire=campaign.questionnaire,
        version=campaign.version,
        language="vi",
        channel=channel,
        day=day,
        minute=570,
        answers={"overall": 5} if answers is None else answers,
        words=words or {},
    )


def make_responses(
    session: Session,
    campaign: Campaign,
    place: Counter | Unit,
    answers: Iterable[Mapping[str, int | str]],
    words: Mapping[int, str] | None = None,
) -> list[Kept | None]:
    """Keep one response for each of `answers`; `words` gives some of them a comment."""
    ballots = [make_ballot(campaign, place, answers=given) for given in answers]
    for number, comment in (words or {}).items():
        ballots[number] = replace(ballots[number], words={"comment": comment})
    return keep(session.connection(), ballots)
