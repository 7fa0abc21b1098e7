"""Checking: what double typing has found in one campaign, from the typings themselves."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import library
from forms.questionnaire import Questionnaire
from survey.campaigns.models import Campaign
from survey.paper.comparing import DAY, VOID, Typed, answered, differing
from survey.paper.errors import Compared, ErrorCounts, counted
from survey.paper.models import Form, Settlement, TypedWords, Typing
from survey.paper.settling import Stands


def error_counts(
    session: Session, campaign_id: int, units: Collection[int] | None = None
) -> ErrorCounts:
    """Return in how many fields typings of a campaign differ, by question and by typist.

    `units`: of forms of these units alone; None for all.
    """
    campaign = session.get_one(Campaign, campaign_id)
    questionnaire = library.find(campaign.questionnaire, campaign.version)
    return counted(_compared(session, questionnaire, campaign_id, units))


def _compared(
    session: Session,
    questionnaire: Questionnaire,
    campaign_id: int,
    units: Collection[int] | None,
) -> Iterator[Compared]:
    of_it = Form.campaign_id == campaign_id
    of_it = of_it if units is None else of_it & Form.unit_id.in_(units)
    settled = select(Settlement.form_code, Settlement.chosen).join(
        Form, Form.code == Settlement.form_code
    )
    chosen = {row.form_code: row.chosen for row in session.execute(settled.where(of_it))}
    words = _waiting_words(session, campaign_id)
    wanted = select(Typing).join(Form, Form.code == Typing.form_code).where(of_it)
    pairs: dict[str, list[Typing]] = defaultdict(list)
    for typing in session.scalars(wanted.order_by(Typing.form_code, Typing.number)):
        pairs[typing.form_code].append(typing)
    for code, pair in pairs.items():
        if len(pair) == 2:
            said = [_typed(each, words) for each in pair]
            yield _one(questionnaire, pair, said, chosen.get(code))


def _one(
    questionnaire: Questionnaire, pair: list[Typing], said: list[Typed], settled: str | None
) -> Compared:
    first, second = said
    fields = answered(questionnaire, first) | answered(questionnaire, second) | {DAY}
    if first.is_void != second.is_void:
        fields = frozenset((VOID,))
    elif first.is_void:
        fields = frozenset()
    if settled is None:
        apart = frozenset(differing(questionnaire, first, second)) & fields
        nobody: dict[int, frozenset[str]] = {each.typist: frozenset() for each in pair}
        return Compared(fields, apart, None if apart else nobody)
    whose = json.loads(settled)
    wrong = {
        typing.typist: frozenset(name for name, stands in whose.items() if stands != right)
        for typing, right in zip(pair, (Stands.FIRST, Stands.SECOND), strict=True)
    }
    return Compared(fields, frozenset(whose), wrong)


def _waiting_words(session: Session, campaign_id: int) -> dict[tuple[str, int], dict[str, str]]:
    wanted = select(TypedWords).join(Form, Form.code == TypedWords.form_code)
    found: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for one in session.scalars(wanted.where(Form.campaign_id == campaign_id)):
        found[one.form_code, one.number][one.part] = one.words
    return found


def _typed(typing: Typing, words: dict[tuple[str, int], dict[str, str]]) -> Typed:
    own = words.get((typing.form_code, typing.number), {})
    return Typed(typing.day, json.loads(typing.cells) | own, typing.is_void)
