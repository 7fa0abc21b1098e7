"""Weighing: what each sealed entry of a batch is – a ballot, a rating left unfinished, or neither.

Nothing is written here. What can be neither is told with a reason, and is kept beside
the ledger as it came.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy.orm import Session

from forms.kinds.answer import NOWHERE
from forms.questionnaire import Questionnaire
from survey import clock
from survey.answering.asking import has_unit_picker
from survey.offline import ballots, clocks, keys, letters, sealing
from survey.offline.batches import Batch, Sealed
from survey.offline.campaigns import Belonging, Campaigns
from survey.offline.clocks import Placed, Reading, Span
from survey.offline.letters import Letter
from survey.offline.models import Device
from survey.places.models import Counter
from survey.places.reading import home_places
from survey.responses.ballot import Ballot

UNREADABLE, FOREIGN, COUNTER, CAMPAIGN = "unreadable", "foreign", "counter", "campaign"
QUESTIONNAIRE, EMPTY, REVOKED, TAKEN = "questionnaire", "empty", "revoked", "taken"


@dataclass(frozen=True, slots=True)
class Rated:
    """A ballot, and when it was given where that is certain."""

    ballot: Ballot
    moment: datetime | None


@dataclass(frozen=True, slots=True)
class Left:
    """A rating that somebody began and left."""

    campaign_id: int | None
    day: date
    reached: str | None


@dataclass(frozen=True, slots=True)
class Neither:
    """Why an entry can be no response."""

    reason: str


Weighed = Rated | Left | Neither


@dataclass(frozen=True, slots=True)
class Weighing:
    """What each entry of a batch is, by identity, and whether its device was revoked then."""

    found: Mapping[str, Weighed]
    is_revoked: bool


def weigh(session: Session, device: Device, batch: Batch) -> Weighing:
    """Return what the entries of `batch` are; nothing is locked meanwhile."""
    is_revoked = device.revoked_at is not None
    if not batch.entries:
        return Weighing({}, is_revoked)
    scales = Scales(session, device, batch.clocks, keys.seal_keys())
    return Weighing({entry.id: scales.weigh(entry) for entry in batch.entries}, is_revoked)


class Scales:
    """Everything entries of one device's batch are weighed with."""

    def __init__(
        self,
        session: Session,
        device: Device,
        sent: Reading,
        keys: Mapping[str, ec.EllipticCurvePrivateKey],
    ) -> None:
        self._device, self._sent, self._keys = device, sent, keys
        self._counter = session.get_one(Counter, device.counter_id)
        self._span = Span(device.enrolled_at, device.drained_at, clock.now())
        self._campaigns = Campaigns(session, self._counter.unit_id)
        unit_id = self._counter.unit_id
        self._homes = cache(lambda day: home_places(session, unit_id, day))

    def weigh(self, entry: Sealed) -> Weighed:
        """Return what `entry` is."""
        key = self._keys.get(entry.kid)
        if entry.letter is None or entry.number is None:
            return Neither(UNREADABLE)
        if key is None:
            return Neither(FOREIGN)
        bound = sealing.bound_to(self._device.id, entry.id, entry.number)
        plain = sealing.opened(key, entry.point, entry.letter, bound)
        letter = letters.read(plain) if plain is not None else None
        if letter is None:
            return Neither(UNREADABLE)
        return self._weigh_letter(entry.id, letter)

    def _weigh_letter(self, identity: str, letter: Letter) -> Weighed:
        if letter.counter != self._counter.code:
            return Neither(COUNTER)
        placed = clocks.placed(letter.given, letter.offset, self._sent, self._span)
        more = ballots.after_revocation(self._device, placed)
        if more is None:
            return Neither(REVOKED)
        day = clock.day_of(placed.moment)
        belonging = self._campaigns.of(letter, day)
        if not letter.is_rating:
            return Left(belonging and belonging.campaign_id, day, letter.reached)
        if belonging is None:
            return Neither(CAMPAIGN)
        return self._weigh_rating(identity, letter, placed, belonging, more)

    def _weigh_rating(
        self,
        identity: str,
        letter: Letter,
        placed: Placed,
        belonging: Belonging,
        more: frozenset[str],
    ) -> Weighed:
        asked = ballots.questionnaire_of(letter)
        if asked is None:
            return Neither(QUESTIONNAIRE)
        said = ballots.answered(asked, letter.form, self._places(asked, placed))
        if said.filled.is_empty:
            return Neither(EMPTY)
        ballot = ballots.ballot_of(
            identity,
            letter,
            counter=self._counter,
            asked=asked,
            belonging=belonging,
            placed=placed,
            said=said,
            more=more,
        )
        return Rated(ballot, placed.moment if placed.is_certain else None)

    def _places(self, asked: Questionnaire, placed: Placed) -> Mapping[str, str]:
        return self._homes(clock.day_of(placed.moment)) if has_unit_picker(asked) else NOWHERE
