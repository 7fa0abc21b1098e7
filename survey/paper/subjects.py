"""A form and all it takes to read one: its campaign, its questions, the days it may bear."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from forms import library
from forms.questionnaire import Questionnaire
from survey import clock
from survey.campaigns.models import Campaign
from survey.paper import codes
from survey.paper.hearing import Asked
from survey.paper.models import Batch, Form
from survey.places.reading import home_places


@dataclass(frozen=True, slots=True)
class Subject:
    """One form, and what it is a form of."""

    form: Form
    campaign: Campaign
    questionnaire: Questionnaire
    language: str

    @property
    def code(self) -> str:
        """The form's code."""
        return self.form.code

    @property
    def is_asked(self) -> bool:
        """Whether its campaign was ever opened: before, nobody can have answered."""
        return self.campaign.opened_at is not None


def subject_of(session: Session, typed: str, units: Collection[int] | None) -> Subject | None:
    """Return the form that `typed` names, if it is of one of `units` (None: of any)."""
    code = codes.normal(typed)
    form = session.get(Form, code) if codes.is_well_formed(code) else None
    if form is None or (units is not None and form.unit_id not in units):
        return None
    campaign = session.get_one(Campaign, form.campaign_id)
    questionnaire = library.find(campaign.questionnaire, campaign.version)
    return Subject(form, campaign, questionnaire, session.get_one(Batch, form.batch_id).language)


def asked_of(session: Session, subject: Subject) -> Asked:
    """Return what a typing of the form is judged by."""
    campaign = subject.campaign
    last = min(campaign.ends_on, clock.today())
    return Asked(subject.questionnaire, campaign.starts_on, last, _places(session, subject, last))


def _places(session: Session, subject: Subject, day: date) -> dict[str, str]:
    if not any(question.kind == "unit" for question in subject.questionnaire.questions):
        return {}
    return home_places(session, subject.form.unit_id, day)
