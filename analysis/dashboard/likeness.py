"""Likeness: which questions two questionnaires ask alike, and what parts the others."""

from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from analysis.dashboard.comparing import Comparison, Likeness, Likenesses, compare_campaigns
from analysis.dashboard.gathering import questions
from forms import library
from forms.compare import HARMLESS, Change, Compared, compare
from forms.questionnaire import Questionnaire
from survey.campaigns.models import Campaign
from survey.clock import now
from survey.places.models import Unit


def side_by_side(
    session: Session,
    unit: Unit,
    campaigns: tuple[Campaign, Campaign],
    language: str,
    *,
    is_forced: bool,
) -> Comparison:
    """Return two campaigns in one unit side by side, the old one first, as they are given."""
    asked = [library.find(each.questionnaire, each.version) for each in campaigns]
    moment = now()
    before, after = (questions(session, unit, each, moment, language) for each in campaigns)
    return compare_campaigns(before, after, likenesses(*asked), is_forced=is_forced)


def likenesses(old: Questionnaire, new: Questionnaire) -> Likenesses:
    """Return for each question both ask what parts its answers, and what is only to be noted."""
    if old.digest == new.digest:
        return {question.code: Likeness() for question in new.questions}
    shared = (each for each in compare(old, new) if each.is_shared)
    return {each.code: _likeness(each) for each in shared}


def _likeness(found: Compared) -> Likeness:
    words = _words()
    parts = tuple(words[change] for change in found.changes if change not in HARMLESS)
    noted = tuple(words[change] for change in found.changes if change in HARMLESS)
    return Likeness(parts, noted)


def _words() -> Mapping[Change, str]:
    return {
        Change.REWORDED: _("câu chữ của câu hỏi hay câu trả lời đã đổi"),
        Change.OTHER_KIND: _("loại câu hỏi khác"),
        Change.OTHER_SCALE: _("thang đo khác"),
        Change.OTHER_CHOICES: _("các lựa chọn khác"),
        Change.OTHER_ROWS: _("các dòng khác"),
        Change.OTHER_ANSWERS: _("cách được phép không trả lời khác"),
        Change.OTHER_BOUNDS: _("giới hạn câu trả lời khác"),
        Change.OTHER_CONDITION: _("điều kiện hỏi khác, nên người được hỏi khác"),
    }
