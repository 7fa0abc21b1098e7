"""The clerk: turns a line of a sheet into a ballot, or says why it cannot be one.

Looks places, campaigns and questionnaires up once and remembers them, for a
sheet names the same few over and over.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import library
from forms.answers import Answer
from forms.kinds import KINDS
from forms.kinds.answer import BadAnswer
from forms.questionnaire import Questionnaire
from survey.campaigns.choosing import covers
from survey.campaigns.models import Campaign
from survey.places import codes
from survey.places.models import Counter
from survey.places.reading import unit_by_code
from survey.responses.ballot import Ballot
from survey.responses.sheet import Line


class Refused(Exception):
    """A line cannot be a response; its words say why."""


class Clerk:
    """Knows what the database knows of places and campaigns."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._campaign = cache(self._look_up_campaign)
        self._counter = cache(self._look_up_counter)
        self._unit_id = cache(self._look_up_unit)
        self._is_covered = cache(lambda campaign, unit, day: covers(session, campaign, unit, day))

    def ballot(self, line: Line, identity: str) -> Ballot:
        """Return the ballot `line` stands for; raises Refused."""
        campaign = self._campaign(line.campaign)
        unit_id, counter_id = self._place(line)
        if not campaign.starts_on <= line.day <= campaign.ends_on:
            raise Refused(f"ngày {line.day:%d/%m/%Y} nằm ngoài đợt khảo sát {campaign.code}")
        if not self._is_covered(campaign.id, unit_id, line.day):
            raise Refused(f"đợt khảo sát {campaign.code} không gồm đơn vị này")
        questionnaire = library.find(campaign.questionnaire, campaign.version)
        if line.language not in questionnaire.languages:
            raise Refused(f"phiếu khảo sát không có ngôn ngữ {line.language!r}")
        answers, words = _read(questionnaire, line.cells)
        return Ballot(
            id=identity,
            campaign_id=campaign.id,
            unit_id=unit_id,
            counter_id=counter_id,
            questionnaire=campaign.questionnaire,
            version=campaign.version,
            language=line.language,
            channel=line.channel,
            day=line.day,
            minute=None,
            answers=answers,
            words=words,
        )

    def _place(self, line: Line) -> tuple[int, int | None]:
        if not line.counter_code:
            return self._unit_id(line.unit_code, line.day), None
        counter = self._counter(line.counter_code)
        if line.unit_code and self._unit_id(line.unit_code, line.day) != counter.unit_id:
            raise Refused(f"quầy {line.counter_code} không thuộc đơn vị {line.unit_code}")
        return counter.unit_id, counter.id

    def _look_up_campaign(self, code: str) -> Campaign:
        found = self._session.scalar(select(Campaign).where(Campaign.code == code))
        if found is None:
            raise Refused(f"không có đợt khảo sát {code!r}")
        if found.opened_at is None or found.closed_at is not None:
            raise Refused(f"đợt khảo sát {code} chưa mở hoặc đã đóng")
        return found

    def _look_up_counter(self, code: str) -> Counter:
        found = self._session.scalar(select(Counter).where(Counter.code == codes.normal(code)))
        if found is None:
            raise Refused(f"không có quầy mang mã {code!r}")
        return found

    def _look_up_unit(self, code: str, day: date) -> int:
        found = unit_by_code(self._session, code, day)
        if found is None:
            raise Refused(f"ngày {day:%d/%m/%Y} không có đơn vị mang mã {code!r}")
        return found.id


def _read(
    questionnaire: Questionnaire, cells: Mapping[str, str]
) -> tuple[dict[str, Answer], dict[str, str]]:
    answers: dict[str, Answer] = {}
    words: dict[str, str] = {}
    for code, written in cells.items():
        question = questionnaire.question(code)
        if question is None:
            raise Refused(f"phiếu khảo sát không có câu hỏi {code!r}")
        try:
            answer = KINDS[question.kind].coerce(written, question)
        except BadAnswer as bad:
            raise Refused(f"câu {code!r}: {written[:40]!r} – {bad}") from bad
        if answer is None:
            continue
        if KINDS[question.kind].is_tallied:
            answers[code] = answer
        else:
            words[code] = str(answer)
    if not answers and not words:
        raise Refused("không có câu trả lời nào")
    return answers, words
