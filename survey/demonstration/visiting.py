"""Visits of the demonstration's interviewers: taken in as a tablet's are, and reviewed."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from forms import library
from survey import clock
from survey.campaigns.models import Campaign
from survey.demonstration.invented import Place, answers_at, place_of, working_days
from survey.demonstration.saying import said_by, scales_of
from survey.demonstration.visits import Call, asked_of, calls_at
from survey.fieldwork.assigning import cluster_of
from survey.fieldwork.dispositions import Disposition
from survey.fieldwork.intake import take
from survey.fieldwork.letters import Letter
from survey.fieldwork.numbering import ranges_of
from survey.fieldwork.reviewing import Word, fast_limit, review_all
from survey.fieldwork.standing import Standing, Verdict, standings
from survey.fieldwork.weighing import Visited, Weighing, design_of
from survey.offline.batches import Batch, Health, Sealed
from survey.offline.clocks import Placed, Reading, millis
from survey.responses.ballot import Ballot
from survey.responses.flags import HELD, UNREVIEWED
from survey.sampling.models import Case

_TOO_FAST = Word(Verdict.SENT_BACK, "Phỏng vấn nhanh bất thường, xin làm lại.")
_MORNING = time(8)
_SILENT = Health(
    app=None, config=None, waiting=0, battery=None,
    charging=None, used=None, quota=None, persisted=None,
)  # fmt: skip


def visit_all(session: Session, campaign: Campaign) -> None:
    """Visit whom the draw chose, and whoever stands by for those that cannot be won."""
    found = standings(session, campaign.id)
    days = _days(campaign)
    calls = {one.case.id: calls_at(one.case.code, len(days)) for one in found}
    asked = asked_of(
        found,
        village_of=cluster_of,
        stands_by=lambda one: one.case.place == "reserve",
        is_won=lambda one: calls[one.case.id][-1].end.is_interview,
    )
    visits = [
        (one, _visited(campaign, one.case, c, days)) for one in asked for c in calls[one.case.id]
    ]
    _hand_over(session, visits)


def visit_again(session: Session, campaign: Campaign) -> None:
    """Do once more, and properly, what was sent back."""
    days = _days(campaign)
    call = Call(len(days) - 1, Disposition.COMPLETE, 900)
    back = [one for one in standings(session, campaign.id) if one.state == "sent_back"]
    _hand_over(session, [(one, _visited(campaign, one.case, call, days)) for one in back])


def review(session: Session, campaign: Campaign, by: int) -> None:
    """Approve what waits, but send back what went too fast."""
    limit = fast_limit(session, campaign.id)
    waiting = [
        visit.attempt
        for one in standings(session, campaign.id)
        for visit in one.visits
        if visit.waits
    ]
    fast = {each.id for each in waiting if each.seconds is not None and each.seconds < limit}
    review_all(session, campaign, sorted(fast), _TOO_FAST, by)
    rest = [each.id for each in waiting if each.id not in fast]
    review_all(session, campaign, rest, Word(Verdict.APPROVED), by)


def _days(campaign: Campaign) -> list[date]:
    # Not the last one: it is today, and nobody may have got up yet.
    return working_days(campaign.starts_on, campaign.ends_on - timedelta(days=1))


def _hand_over(session: Session, visits: Iterable[tuple[Standing, Visited]]) -> None:
    by_interviewer: dict[str, dict[str, Visited]] = defaultdict(dict)
    for one, visited in visits:
        assert one.interviewer_id is not None
        by_interviewer[one.interviewer_id][secrets.token_hex(16)] = visited
    for interviewer_id, found in sorted(by_interviewer.items()):
        # Numbered on from the last, as a tablet does: a number left out is told as missing.
        first = 1 + max((each.last for each in ranges_of(session, interviewer_id)), default=0)
        entries = [Sealed(each, n, "", "", None, "") for n, each in enumerate(found, first)]
        said = Reading(millis(clock.now()), secrets.token_hex(8), 0)
        batch = Batch(secrets.token_hex(16), said, _SILENT, tuple(entries), 0)
        take(session, interviewer_id, batch, Weighing(found, is_revoked=False))


def _visited(campaign: Campaign, case: Case, call: Call, days: Sequence[date]) -> Visited:
    day = days[call.day]
    began = datetime.combine(day, _MORNING, clock.VIETNAM) + timedelta(minutes=17 * (case.id % 31))
    moment = began.astimezone(UTC)
    letter = Letter(
        given=Reading(millis(moment), "", 0),
        offset=None,
        campaign=campaign.id,
        questionnaire=campaign.questionnaire,
        version=campaign.version,
        language="vi",
        case=case.id,
        disposition=call.end,
        form="",
        seconds=call.seconds,
        position=None,
        note=None,
    )
    ballot = _ballot(campaign, case, call, day) if call.end.is_interview else None
    return Visited(letter, case.id, case.unit_id, Placed(moment, is_certain=True), ballot)


def _ballot(campaign: Campaign, case: Case, call: Call, day: date) -> Ballot:
    questionnaire = library.find(campaign.questionnaire, campaign.version)
    truth = place_of(f"{campaign.code}{case.psu}").truth
    home = Place(f"{campaign.code}{case.code}{call.seconds}", truth, 1)
    said = said_by(questionnaire, next(answers_at(home, [day], scales_of(questionnaire))))
    return Ballot(
        id=secrets.token_hex(16),
        campaign_id=campaign.id,
        unit_id=case.unit_id,
        counter_id=None,
        questionnaire=campaign.questionnaire,
        version=campaign.version,
        language="vi",
        channel="interview",
        day=day,
        minute=None,
        answers=said.answers,
        words=said.words,
        flags=frozenset({HELD, UNREVIEWED}),
        design=design_of(case),
    )
