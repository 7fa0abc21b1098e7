"""What double typing has found, by the names people know: of questions, of those who type."""

from collections.abc import Callable

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import library
from forms.questionnaire import Questionnaire
from survey.accounts.models import Account
from survey.campaigns.models import Campaign
from survey.paper.errors import ErrorCounts, Share
from survey.paper.models import SCANNER

Named = tuple[str, Share]
MOST = 10


def worst(
    campaign: Campaign, counts: ErrorCounts, name: Callable[[Questionnaire, str], str]
) -> list[Named]:
    """Return the questions in which typings differ most, by name; those that never do are left."""
    asked = library.find(campaign.questionnaire, campaign.version)
    apart = [(code, share) for code, share in counts.by_question.items() if share.n]
    apart.sort(key=lambda each: (-each[1].n / each[1].of, each[0]))
    return [(name(asked, code), share) for code, share in apart[:MOST]]


def named(session: Session, counts: ErrorCounts) -> list[Named]:
    """Return those who typed, by name, most mistakes first."""
    wanted = select(Account.id, Account.name).where(Account.id.in_(counts.by_typist))
    names = {row.id: row.name for row in session.execute(wanted)}
    names[SCANNER] = _("Máy quét")
    found = [(names[typist], share) for typist, share in counts.by_typist.items()]
    return sorted(found, key=lambda each: (-(each[1].percent or 0), each[0]))
