"""What a condition may ask of each kind of question."""

from datetime import date
from decimal import Decimal

import pytest

from forms.domains import Between, Nothing, OneOf, Rows, Several
from forms.kinds import KINDS
from tests.forms.small import everything

MARKED = OneOf((0, 1, 2))
DOMAINS = {
    "welcome": Nothing(),
    "overall": OneOf((1, 2, 3, 4, 5)),
    "why": Several(("waited", "rude", "forms", "other", "nothing"), frozenset({"nothing"})),
    "worst": OneOf(("waited", "rude", "forms", "other")),
    "used": OneOf(("yes", "no")),
    "minutes": Between(Decimal(0), Decimal(600), Decimal),
    "paid": Between(Decimal(0), Decimal("1000000.50"), Decimal, decimals=2),
    "day": Between(date(2026, 1, 1), date(2026, 12, 31), date),
    "birth": Between(date(1900, 1, 1), date(2026, 12, 1), date, is_month=True),
    "aspects": Rows({"quick": MARKED, "kind": MARKED, "fair": MARKED}),
    "order": Rows(dict.fromkeys(("speed", "cost", "attitude"), OneOf((1, 2))), in_order=True),
    "commune": Nothing(),
    "job": Nothing(),
    "wish": Nothing(),
    "contact": OneOf(("agreed", "declined")),
}


@pytest.mark.parametrize("code", DOMAINS)
def test_each_kind_says_what_its_answers_can_be(code: str) -> None:
    question = everything().question(code)
    assert question is not None
    assert KINDS[question.kind].domain(question) == DOMAINS[code]


def test_every_kind_is_among_them() -> None:
    assert {question.kind for question in everything().questions} == set(KINDS)


def test_steps_have_an_order_and_codes_have_none() -> None:
    assert OneOf((1, 2)).is_ordered
    assert not OneOf(("a", "b")).is_ordered
