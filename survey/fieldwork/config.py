"""What an interviewer's tablet shows: whom to visit, and the whole questionnaire.

Names and addresses are in it, signed and for this tablet alone. When the campaign is
closed or the interviewer revoked nobody is in it any more, and the tablet forgets them.
"""

from hashlib import sha256

from flask import current_app
from sqlalchemy.orm import Session

from forms import library
from forms.answers import canonical
from forms.questionnaire import VIETNAMESE
from survey import clock
from survey.answering.asking import has_unit_picker
from survey.campaigns.models import Campaign
from survey.campaigns.reading import units_of
from survey.fieldwork.dispositions import Disposition
from survey.fieldwork.interviewer_models import Interviewer
from survey.fieldwork.models import FieldworkSettings
from survey.fieldwork.standing import Standing, standings
from survey.fieldwork.villages import draws_villages, reserve_of
from survey.fieldwork.words import DISPOSITIONS
from survey.i18n import choose_locale
from survey.offline.config import Said, Wording, written
from survey.places.models import Unit
from survey.places.reading import home_places
from survey.sampling.models import Draw

NO_WORDING = Wording((), (), "")


def config_of(session: Session, interviewer: Interviewer) -> Said:
    """Return what `interviewer` is to show today, with its digest."""
    campaign = session.get_one(Campaign, interviewer.campaign_id)
    is_over = interviewer.revoked_at is not None or campaign.closed_at is not None
    wording = NO_WORDING if is_over else _wording_of(session, campaign)
    mine = [] if is_over else standings(session, campaign.id, interviewer.id)
    settings = session.get(FieldworkSettings, campaign.id)
    choose_locale(VIETNAMESE)
    whole: Said = {
        "revoked": interviewer.revoked_at is not None,
        "campaign": _named(campaign),
        "asked": _asked(campaign) if wording.languages else None,
        "ask_position": bool(settings and settings.ask_position),
        "dispositions": [
            {"code": each.code, "name": each.value, "words": str(DISPOSITIONS[each])}
            for each in Disposition
        ],
        "cases": _cases(session, mine),
        "needed": sum(each.case.place == "main" and not each.is_over for each in mine),
    }
    digest = sha256(canonical(whole | {"wording": wording.digest}).encode()).hexdigest()[:32]
    more = {"languages": wording.languages, "default_language": VIETNAMESE, "audio": wording.audio}
    return whole | more | {"digest": digest}


def _named(campaign: Campaign) -> Said:
    ends_on = campaign.ends_on.isoformat()
    return {"id": campaign.id, "code": campaign.code, "name": campaign.name, "ends_on": ends_on}


def _asked(campaign: Campaign) -> Said | None:
    today = clock.today()
    if campaign.opened_at is None or not campaign.starts_on <= today <= campaign.ends_on:
        return None
    return {
        "campaign": campaign.id,
        "questionnaire": campaign.questionnaire,
        "version": campaign.version,
        "ends_on": campaign.ends_on.isoformat(),
    }


def _cases(session: Session, mine: list[Standing]) -> list[Said]:
    names = {}
    for unit_id in {each.case.unit_id for each in mine}:
        names[unit_id] = session.get_one(Unit, unit_id).name
    of_villages = draws_villages(session.get(Draw, mine[0].case.draw_id)) if mine else False
    return [_case(each, names[each.case.unit_id], of_villages=of_villages) for each in mine]


def _case(found: Standing, unit: str, *, of_villages: bool) -> Said:
    case, why = found.case, found.sent_back
    return {
        "id": case.id,
        "code": case.code,
        "label": case.label or "",
        "place": case.place,
        "stratum": case.stratum,
        "unit": unit,
        "village": found.village,
        "cluster": reserve_of(case, found.village, of_villages=of_villages),
        "number": case.number,
        "state": found.state,
        "reason": why.reason if why else None,
        "attempts": len(found.visits),
        "last": found.visits[-1].attempt.disposition if found.visits else None,
        "interviewed": found.disposition.is_interview,
    }


def _wording_of(session: Session, campaign: Campaign) -> Wording:
    try:
        questionnaire = library.find(campaign.questionnaire, campaign.version)
    except (library.UnknownQuestionnaire, library.Altered) as error:
        # Nobody is asked what nobody decided; what waits on tablets still comes in.
        current_app.logger.critical("%s", error)
        return NO_WORDING
    places: dict[str, str] = {}
    if has_unit_picker(questionnaire):
        first = units_of(session, campaign.id)[0]
        places = home_places(session, first.id, clock.today())
    return written(questionnaire, tuple(places.items()))
