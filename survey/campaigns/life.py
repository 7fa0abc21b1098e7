"""A campaign's life: drafted, opened, closed, and never the other way.

Until it is opened a draft may become another (`redraft`); what is done with a closed one
stands in `afterwards`.

Opening gives every unit below the campaign's a chain; closing locks all those
chains before it says "closed". An answer is kept under the lock of its chain, so
it finds the campaign open or closed and never something between: what has been
counted at the closing is all there will ever be.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from forms import library
from forms.questionnaire import Questionnaire
from survey import clock
from survey.campaigns import turning
from survey.campaigns.chains import lock_chains
from survey.campaigns.checking import Objection, Sketch, objections_to
from survey.campaigns.kinds import Kind
from survey.campaigns.models import Campaign, CampaignUnit
from survey.campaigns.reading import campaign_by_code, overlapping, units_of
from survey.diary.writing import note
from survey.questionnaires.shelf import is_usable


class WrongTurn(Exception):
    """A campaign cannot go from the state it is in to the one it was told to."""


class CodeTaken(Exception):
    """Another campaign already has this code."""


class Unfit(Exception):
    """What was planned is no campaign of its kind."""

    def __init__(self, objections: list[Objection]) -> None:
        super().__init__(", ".join(objections))
        self.objections = objections


class NotUsable(Exception):
    """The questionnaire is retired, not valid all the time, or another unit's."""


class NotReady(Exception):
    """Something its kind demands is not there yet: a draw, or somebody to invite."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(" ".join(words))
        self.words = words


class Overlaps(Exception):
    """Campaigns of the same kind already ask at some of these units on some of these days."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


@dataclass(frozen=True, slots=True)
class Plan:
    """What a campaign is to be."""

    code: str
    name: str
    kind: Kind
    unit_ids: frozenset[int]
    starts_on: date
    ends_on: date
    questionnaire: str = "dossier"
    version: int | None = None  # the newest, unless one is named
    fewest: int | None = None  # what the kind demands, unless it is said otherwise

    @property
    def sketch(self) -> Sketch:
        """What of it can be judged by itself."""
        period = (self.starts_on, self.ends_on)
        return Sketch(self.kind, self.name, period, len(self.unit_ids), self.fewest)


def draft(session: Session, plan: Plan, by: int | None = None) -> Campaign:
    """Keep `plan` as a draft, with the newest version of its questionnaire unless one is named."""
    campaign = Campaign()
    _fill_in(session, campaign, plan)
    session.add(campaign)
    session.flush()
    session.add_all(_covering(campaign.id, plan.unit_ids))
    note(session, "campaign.drafted", plan.code, by, kind=plan.kind.value, name=plan.name)
    session.flush()
    return campaign


def redraft(session: Session, campaign: Campaign, plan: Plan, by: int | None = None) -> None:
    """Make of a draft what `plan` says; raises WrongTurn once it was opened."""
    session.refresh(campaign, with_for_update=True)
    if campaign.opened_at is not None:
        raise WrongTurn(campaign.code)
    was = campaign.code
    _fill_in(session, campaign, plan)
    named = CampaignUnit.campaign_id == campaign.id
    session.execute(delete(CampaignUnit).where(named))
    session.add_all(_covering(campaign.id, plan.unit_ids))
    note(session, "campaign.redrafted", plan.code, by, was=was, name=plan.name)
    session.flush()


def open_campaign(session: Session, campaign: Campaign, by: int | None = None) -> None:
    """Let citizens answer; raises Overlaps, naming what is in the way, or NotUsable."""
    lock_chains(session, campaign.id)
    # Two openings of neighbours meet at the chains, so the later one sees the earlier; whoever
    # edits the draft meets us at its row.
    session.refresh(campaign, with_for_update=True)
    if campaign.opened_at is not None:
        raise WrongTurn(campaign.code)
    if not _is_usable(session, campaign):
        raise NotUsable(f"{campaign.questionnaire} {campaign.version}")
    if objections := turning.objections_to(session, campaign):
        raise NotReady(objections)
    if in_the_way := overlapping(session, campaign):
        raise Overlaps([f"{other.name} ({other.code})" for other in in_the_way])
    campaign.opened_at = clock.now()
    note(session, "campaign.opened", campaign.code, by, units=len(units_of(session, campaign.id)))
    session.flush()


def close_campaign(session: Session, campaign: Campaign, by: int | None = None) -> None:
    """Let nothing more be added; there is no way back."""
    lock_chains(session, campaign.id)
    session.refresh(campaign)
    if campaign.opened_at is None or campaign.closed_at is not None:
        raise WrongTurn(campaign.code)
    turning.close(session, campaign)
    campaign.closed_at = clock.now()
    note(session, "campaign.closed", campaign.code, by)
    session.flush()


def stem(kind: Kind, unit_code: str, starts_on: date) -> str:
    """Return what codes of such campaigns begin with, such as TX-52-202611."""
    return f"{kind.letters}-{unit_code}-{starts_on:%Y%m}"


def is_of(code: str, stem_: str) -> bool:
    """Whether `code` is the stem itself or a numbered one of it."""
    return code == stem_ or (code.startswith(f"{stem_}-") and code[len(stem_) + 1 :].isdigit())


def fresh_code(session: Session, kind: Kind, unit_code: str, starts_on: date) -> str:
    """Return a code nobody has yet, such as TX-52-202611 or TX-52-202611-2."""
    first = stem(kind, unit_code, starts_on)
    taken = set(session.scalars(select(Campaign.code).where(Campaign.code.startswith(first))))
    number = 1
    while (code := first if number == 1 else f"{first}-{number}") in taken:
        number += 1
    return code


def _fill_in(session: Session, campaign: Campaign, plan: Plan) -> None:
    if objections := objections_to(plan.sketch):
        raise Unfit(objections)
    with session.no_autoflush:
        other = campaign_by_code(session, plan.code)
    if other is not None and other is not campaign:
        raise CodeTaken(plan.code)
    asked = _asked_in(plan)
    campaign.code, campaign.name, campaign.kind = plan.code, plan.name, plan.kind.value
    campaign.questionnaire, campaign.version = asked.code, asked.version
    campaign.questionnaire_digest = asked.digest
    campaign.starts_on, campaign.ends_on = plan.starts_on, plan.ends_on
    campaign.fewest = plan.fewest


def _asked_in(plan: Plan) -> Questionnaire:
    if plan.version is None:
        return library.newest(plan.questionnaire)
    return library.find(plan.questionnaire, plan.version)


def _is_usable(session: Session, campaign: Campaign) -> bool:
    units = [unit.id for unit in units_of(session, campaign.id)]
    period = (campaign.starts_on, campaign.ends_on)
    return is_usable(session, (campaign.questionnaire, campaign.version), units, period)


def _covering(campaign_id: int, unit_ids: Iterable[int]) -> list[CampaignUnit]:
    return [CampaignUnit(campaign_id=campaign_id, unit_id=unit_id) for unit_id in sorted(unit_ids)]
