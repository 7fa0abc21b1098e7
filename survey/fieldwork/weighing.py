"""Weighing: what each sealed entry of an interviewer's batch is – a visit, or none.

Nothing is written here. What is none is told with a reason and kept beside, as it came.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy.orm import Session

from forms.kinds.answer import NOWHERE
from forms.questionnaire import Questionnaire
from survey import clock
from survey.answering.asking import has_unit_picker
from survey.campaigns.models import Campaign
from survey.fieldwork import letters
from survey.fieldwork.interviewer_models import Interviewer
from survey.fieldwork.letters import Letter
from survey.offline import ballots, clocks, keys, sealing
from survey.offline.batches import Batch, Sealed
from survey.offline.clocks import Placed, Span
from survey.places.reading import home_places
from survey.responses.ballot import Ballot
from survey.responses.design import Design
from survey.responses.flags import CLOCK, HELD, LATE, PARTLY, UNREVIEWED
from survey.sampling.models import Case
from survey.sampling.reading import in_force

UNREADABLE, FOREIGN, CAMPAIGN, CASE = "unreadable", "foreign", "campaign", "case"
QUESTIONNAIRE, EMPTY, REVOKED, TAKEN = "questionnaire", "empty", "revoked", "taken"


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit to a case, and the ballot where it was an interview."""

    letter: Letter
    case_id: int
    unit_id: int
    placed: Placed
    ballot: Ballot | None


@dataclass(frozen=True, slots=True)
class Neither:
    """Why an entry can be no visit."""

    reason: str


Weighed = Visited | Neither


@dataclass(frozen=True, slots=True)
class Weighing:
    """What each entry of a batch is, by identity, and whether its sender was revoked then."""

    found: Mapping[str, Weighed]
    is_revoked: bool


def weigh(session: Session, interviewer: Interviewer, batch: Batch) -> Weighing:
    """Return what the entries of `batch` are; nothing is locked meanwhile."""
    is_revoked = interviewer.revoked_at is not None
    if not batch.entries:
        return Weighing({}, is_revoked)
    scales = Scales(session, interviewer, batch, keys.seal_keys())
    return Weighing({entry.id: scales.weigh(entry) for entry in batch.entries}, is_revoked)


class Scales:
    """Everything entries of one interviewer's batch are weighed with."""

    def __init__(
        self,
        session: Session,
        interviewer: Interviewer,
        batch: Batch,
        keys: Mapping[str, ec.EllipticCurvePrivateKey],
    ) -> None:
        self._session, self._interviewer, self._keys = session, interviewer, keys
        self._sent = batch.clocks
        self._span = Span(interviewer.enrolled_at, interviewer.drained_at, clock.now())
        self._campaign = session.get_one(Campaign, interviewer.campaign_id)
        self._draw = in_force(session, interviewer.campaign_id)

    def weigh(self, entry: Sealed) -> Weighed:
        """Return what `entry` is."""
        key = self._keys.get(entry.kid)
        if entry.letter is None or entry.number is None:
            return Neither(UNREADABLE)
        if key is None:
            return Neither(FOREIGN)
        bound = sealing.bound_to(self._interviewer.id, entry.id, entry.number)
        plain = sealing.opened(key, entry.point, entry.letter, bound)
        letter = letters.read(plain) if plain is not None else None
        return self._weigh_letter(letter) if letter is not None else Neither(UNREADABLE)

    def _weigh_letter(self, letter: Letter) -> Weighed:
        if letter.campaign != self._campaign.id or self._campaign.opened_at is None:
            return Neither(CAMPAIGN)
        case = self._session.get(Case, letter.case)
        if case is None or self._draw is None or case.draw_id != self._draw.id:
            return Neither(CASE)
        placed = clocks.placed(letter.given, letter.offset, self._sent, self._span)
        more = ballots.after_revocation(self._interviewer, placed)
        if more is None:
            return Neither(REVOKED)
        if not letter.disposition.is_interview:
            return Visited(letter, case.id, case.unit_id, placed, None)
        return self._weigh_interview(letter, case, placed, more)

    def _weigh_interview(
        self, letter: Letter, case: Case, placed: Placed, more: frozenset[str]
    ) -> Weighed:
        campaign = self._campaign
        wanted = (campaign.questionnaire, campaign.version)
        asked = ballots.questionnaire_of(letter)
        if asked is None or (asked.code, asked.version) != wanted:
            return Neither(QUESTIONNAIRE)
        said = ballots.answered(asked, letter.form, self._places(asked, case, placed))
        if said.filled.is_empty:
            return Neither(EMPTY)
        day = clock.day_of(placed.moment)
        noticed = {
            CLOCK: not placed.is_certain,
            PARTLY: not said.is_whole,
            LATE: not campaign.starts_on <= day <= campaign.ends_on,
        }
        flags = {flag for flag, is_so in noticed.items() if is_so} | {HELD, UNREVIEWED} | more
        ballot = Ballot(
            # Not the entry's: that is the visit's, which knows its case for a while.
            id=secrets.token_hex(16),
            campaign_id=campaign.id,
            unit_id=case.unit_id,
            counter_id=None,
            questionnaire=asked.code,
            version=asked.version,
            language=letter.language if letter.language in asked.languages else asked.languages[0],
            channel="interview",
            day=day,
            minute=None,
            answers=said.filled.answers,
            words=said.filled.words,
            flags=frozenset(flags),
            design=design_of(case),
        )
        return Visited(letter, case.id, case.unit_id, placed, ballot)

    def _places(self, asked: Questionnaire, case: Case, placed: Placed) -> Mapping[str, str]:
        if not has_unit_picker(asked):
            return NOWHERE
        return home_places(self._session, case.unit_id, clock.day_of(placed.moment))


def design_of(case: Case) -> Design:
    """Return how whoever answers for `case` was chosen, without what tells the case apart."""
    return Design(
        weight=case.weight,
        stratum=case.stratum or None,
        psu=case.psu or None,
        second=case.second or None,
        fpc=case.fpc,
        second_fpc=case.second_fpc,
        labels=json.loads(case.labels or "{}"),
    )
