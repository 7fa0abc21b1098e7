"""Those invited, for tests: a campaign with groups and links that are out."""

from sqlalchemy.orm import Session

from forms import library
from survey.campaigns.kinds import Kind
from survey.campaigns.models import Campaign
from survey.invitations.inviting import invite, take_turn
from survey.invitations.links import Links, entry_of
from survey.invitations.lists import Person
from survey.invitations.models import Invitee
from survey.places.models import Unit
from tests.factories.campaigns import make_campaign


def make_invited(
    session: Session, unit: Unit, links_in, groups: dict[str, int], questionnaire: str = "officials"
) -> tuple[Campaign, dict[str, list[str]]]:
    """Keep an open campaign of those invited; return it and the tokens by group."""
    asked = library.newest(questionnaire)
    campaign = make_campaign(
        session, unit, kind=Kind.INVITED, name="Khảo sát lãnh đạo 2026", questionnaire=asked
    )
    people = [
        Person(0, f"{g}{n}@vidu.vn".replace(" ", ""), f"{g}{n}@vidu.vn".lower(), f"Người {n}", g)
        for g, size in groups.items()
        for n in range(size)
    ]
    take_turn(session, campaign)
    invite(session, campaign, people)
    links = Links(links_in, campaign.id)
    links.begin()
    tokens: dict[str, list[str]] = {group: [] for group in groups}
    for invitee in session.query(Invitee).filter_by(campaign_id=campaign.id).order_by(Invitee.id):
        token = links.token(invitee.id)
        invitee.entry = entry_of(token)
        tokens[next(p.group for p in people if p.address == invitee.address)].append(token)
    session.flush()
    return campaign, tokens
