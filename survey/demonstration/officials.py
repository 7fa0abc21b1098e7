"""Invited officials for the demonstration: invented, some have answered, and no mail is sent.

Their letters lie in the outbox, whatever mail server there is, and their addresses are of a
domain that can be nobody's (RFC 2606).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from flask import current_app
from flask_babel import force_locale
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from forms import library
from survey import clock
from survey.campaigns.kinds import Kind
from survey.campaigns.life import Plan, draft, open_campaign
from survey.campaigns.models import Campaign
from survey.campaigns.reading import campaign_by_code
from survey.demonstration.invented import Place, answers_at, working_days
from survey.demonstration.saying import said_by, scales_of
from survey.demonstration.seeding import Stage
from survey.invitations import box
from survey.invitations.closing import links_of
from survey.invitations.inviting import invite
from survey.invitations.lists import Person, people_in
from survey.invitations.models import Invitee
from survey.invitations.sending import compose, send_invitations
from survey.mail.composing import composed, letter_name
from survey.mail.models import Letter, State
from survey.mail.outbox import Outbox
from survey.mail.outcomes import Outcome
from survey.mail.posting import head_for
from survey.objects import of_objects
from survey.settings import Settings

INVITED = "MAU-TM"
EACH = 10
GROUPS = {
    "Đại biểu Hội đồng nhân dân tỉnh": 7,
    "Giám đốc, Phó Giám đốc sở": 6,
    "Trưởng phòng thuộc sở": 3,
    "Chủ tịch, Phó Chủ tịch UBND cấp xã": 8,
}
"""The groups, and how many of each have answered."""
_TRUTH = 0.9


def is_played(session: Session) -> bool:
    """Whether they are invited already."""
    return campaign_by_code(session, INVITED) is not None


def play(session: Session, stage: Stage, by: int) -> None:
    """Invite them and let some answer; the caller commits."""
    if is_played(session):
        return
    plan = Plan(
        code=INVITED,
        name="Khảo sát đại biểu và lãnh đạo đơn vị (số liệu mẫu, đang mở)",
        kind=Kind.INVITED,
        questionnaire="officials",
        starts_on=stage.today - timedelta(days=5),
        ends_on=stage.today + timedelta(days=16),
        unit_ids=frozenset({stage.province.id}),
    )
    campaign = draft(session, plan, by)
    invite(session, campaign, people())
    open_campaign(session, campaign, by)
    send_invitations(session, campaign, by)
    _lay_out(session, campaign)
    _answer(session, campaign, stage.today)


def people() -> Sequence[Person]:
    """Return who is invited."""
    listed = [
        {
            "email": f"dai-bieu-{at * EACH + n:02}@mau.example",
            "họ tên": f"Đại biểu mẫu {at * EACH + n}",
            "nhóm": group,
        }
        for at, group in enumerate(GROUPS)
        for n in range(1, EACH + 1)
    ]
    found, refused = people_in(of_objects(listed))
    assert not refused, refused
    return found


def _lay_out(session: Session, campaign: Campaign) -> None:
    # Not by the postman: he would hand them to the mail server of whoever has one.
    settings: Settings = current_app.extensions["settings"]
    outbox, head = Outbox(settings.var, clock.now()), head_for(settings, clock.now())
    own = Letter.campaign_id == campaign.id
    for letter in session.scalars(select(Letter).where(own).order_by(Letter.id)):
        key = (letter.campaign_id, letter.kind, letter.round, letter.subject_id)
        name = letter_name(settings.secret_key, *key)
        with force_locale("vi"):
            message = compose(session, letter)
        assert message is not None
        posted = outbox.post(message.to, name, composed(message, name, head), lambda: True)
        assert posted.outcome is Outcome.SENT, posted.words
    done = {"state": State.DONE, "due_at": None, "settled_on": clock.today()}
    session.execute(update(Letter).where(own).values(done))


def _answer(session: Session, campaign: Campaign, today: date) -> None:
    questionnaire = library.find(campaign.questionnaire, campaign.version)
    scales, days = scales_of(questionnaire), working_days(campaign.starts_on, today)
    links = links_of(campaign.id)
    invitees = session.scalars(select(Invitee).where(Invitee.campaign_id == campaign.id)).all()
    for number, invitee in enumerate(sorted(invitees, key=lambda each: each.id)):
        group, place = divmod(number, EACH)
        if place >= list(GROUPS.values())[group]:
            continue
        one = next(answers_at(Place(f"{INVITED}{number}", _TRUTH, 1), days, scales))
        filled = said_by(questionnaire, replace(one, number=number))
        assert not (filled.is_empty or filled.faults or filled.lacking)
        said = box.Said(filled.answers, filled.words)
        kept = box.put(session, invitee, links.token(invitee.id), said, links)
        assert kept is box.Outcome.KEPT
