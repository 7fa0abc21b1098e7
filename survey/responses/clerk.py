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
from forms.filling import Filled, fill, names_of
from forms.questionnaire import VIETNAMESE, Questionnaire
from survey.campaigns.choosing import covers
from survey.campaigns.kinds import DEMANDS, Kind
from survey.campaigns.models import Campaign
from survey.places import codes
from survey.places.models import Counter
from survey.places.reading import home_places, unit_by_code
from survey.responses.ballot import Ballot
from survey.responses.design import Design
from survey.responses.designing import design_of
from survey.responses.sheet import Line


class Refused(Exception):
    """A line cannot be a response; its words say why."""


def _design(campaign: Campaign, line: Line) -> Design | None:
    if not DEMANDS[Kind(campaign.kind)].needs_draw:
        if line.design:
            raise Refused(
                f"đợt {campaign.code} không phải điều tra chọn mẫu nên không có cột trọng số"
            )
        return None
    found = design_of(line.design)
    if isinstance(found, str):
        raise Refused(found)
    return found


class Clerk:
    """Knows what the database knows of places and campaigns."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._campaign = cache(self._look_up_campaign)
        self._counter = cache(self._look_up_counter)
        self._unit_id = cache(self._look_up_unit)
        self._places = cache(lambda unit_id, day: home_places(session, unit_id, day))
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
        if line.channel not in DEMANDS[Kind(campaign.kind)].channels:
            raise Refused(f"đợt khảo sát {campaign.code} không nhận phiếu kênh {line.channel!r}")
        filled = _read(questionnaire, line.cells, self._places(unit_id, line.day))
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
            answers=filled.answers,
            words=filled.words,
            design=_design(campaign, line),
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
    questionnaire: Questionnaire, cells: Mapping[str, str], places: Mapping[str, str]
) -> Filled:
    for name in cells:
        if name not in names_of(questionnaire):
            raise Refused(f"phiếu khảo sát không có câu hỏi {name!r}")
    # What a paper form lacks is not made up for, even where a page would insist on it.
    filled = fill(questionnaire, cells, places)
    for code, words in filled.faults.items():
        said = words[VIETNAMESE] if isinstance(words, Mapping) else words
        written = cells.get(code, "")[:40]
        raise Refused(f"câu {code!r}: {written!r} – {said}")
    if filled.is_empty:
        raise Refused("không có câu trả lời nào")
    return filled
