from datetime import date

import pytest

from forms import reading
from survey.paper.comparing import DAY, UNREADABLE, VOID, Typed, answered, differing, merged
from tests.factories.paper import paper_document

ASKED = reading.made(paper_document())
DAY_1, DAY_2 = date(2026, 11, 18), date(2026, 11, 19)


def said(day=DAY_1, void=False, **cells: str) -> Typed:
    return Typed(day, {name.replace("__", "."): value for name, value in cells.items()}, void)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said(overall="1"), said(overall="1")),
        (said(born="1/2/1980"), said(born="01-02-1980")),
        (said(born="1980-02-01"), said(born="01/02/1980")),
        (said(times="07"), said(times="7")),
        (said(why__slow="1", why__rude="1"), said(why__rude="1", why__slow="1")),
        (said(comment="Cán bộ  nhiệt tình."), said(comment="cán bộ nhiệt tình")),
        (said(comment="Ho\u0300a"), said(comment="H\u00f2a")),
        (said(overall=""), said()),
        (said(None, void=True), said(None, void=True)),
        (said(sex=UNREADABLE), said(sex=UNREADABLE)),
    ],
)
def test_what_a_reader_would_call_the_same_is_the_same(one, other):
    assert differing(ASKED, one, other) == []


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        (said(overall="1"), said(overall="2"), ["overall"]),
        (said(overall="1"), said(), ["overall"]),
        (said(overall="1"), said(overall=UNREADABLE), ["overall"]),
        (said(overall=UNREADABLE), said(), ["overall"]),
        (said(), said(DAY_2), [DAY]),
        (said(), said(None), [DAY]),
        (said(points__speed="1"), said(points__manner="1"), ["points"]),
        (said(order__a="1", order__b="2"), said(order__a="2", order__b="1"), ["order"]),
        (said(sex="refused"), said(sex="~refused"), ["sex"]),
        (said(comment="tốt"), said(comment="tồi"), ["comment"]),
        (said(born="31/02/1980"), said(born="30/02/1980"), ["born"]),
        (said(None, void=True), said(overall="1"), [VOID, "overall"]),
        (said(DAY_2, overall="1", came="yes"), said(came="no"), [DAY, "overall", "came"]),
    ],
)
def test_differences_are_named_in_the_order_of_the_form(one, other, names):
    assert differing(ASKED, one, other) == names
    assert differing(ASKED, other, one) == names


def test_the_words_beside_a_choice_belong_to_it():
    one = Typed(DAY_1, {"sex": "else", "sex.else~": "khác"})
    other = Typed(DAY_1, {"sex": "else", "sex.else~": "không nói"})
    assert differing(ASKED, one, other) == ["sex"]


def test_what_is_settled_stands_and_the_rest_stays():
    first = said(overall="1", sex="male", why__slow="1", why__rude="1")
    second = said(DAY_2, overall="2", sex="male", why__costly="1")
    settled = {"why": second, DAY: second, "overall": Typed(cells={"overall": UNREADABLE})}
    result = merged(ASKED, first, settled)
    cells = {"overall": UNREADABLE, "sex": "male", "why.costly": "1"}
    assert result == Typed(DAY_2, cells)


def test_a_field_was_answered_where_anything_was_typed():
    typed = said(overall="1", sex=UNREADABLE, points__speed="2", comment="")
    assert answered(ASKED, typed) == {"overall", "sex", "points"}
    assert answered(ASKED, Typed(None, {"overall": "1"}, is_void=True)) == frozenset()
