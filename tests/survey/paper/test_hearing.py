from datetime import date

import pytest

from forms import reading
from survey.paper.comparing import DAY, UNREADABLE, Typed
from survey.paper.hearing import EMPTY, NO_DAY, WHOLE, Asked, hear, readable
from tests.factories.paper import paper_document

ASKED = Asked(reading.made(paper_document()), date(2026, 10, 1), date(2026, 11, 20), {})


@pytest.fixture(autouse=True)
def _context(app):
    with app.app_context():
        yield


pytestmark = pytest.mark.only_on("sqlite")


@pytest.mark.parametrize(
    "written", ["18/11/2026", "18-11-2026", "18.11.2026", "18112026", "2026-11-18", " 18/11/2026 "]
)
def test_a_day_is_read_however_it_is_written(written):
    heard = hear(ASKED, {"overall": "1"}, written)
    assert heard == type(heard)(Typed(date(2026, 11, 18), {"overall": "1"}))


@pytest.mark.parametrize(
    "written", ["", "31/02/2026", "18/11/26", "hôm qua", "1/13/2026", "1" * 99]
)
def test_a_day_that_is_none_is_asked_for_again(written):
    assert DAY in hear(ASKED, {"overall": "1"}, written).faults


@pytest.mark.parametrize("written", ["30/09/2026", "21/11/2026", "18/11/2025"])
def test_a_day_outside_the_campaign_or_to_come_is_refused(written):
    assert "ngoài đợt" in hear(ASKED, {"overall": "1"}, written).told(DAY)


def test_a_form_may_bear_no_day():
    heard = hear(ASKED, {"overall": "1"}, NO_DAY)
    assert (heard.typed.day, heard.faults) == (None, {})


def test_blanks_are_nothing_and_nothing_is_demanded():
    heard = hear(ASKED, {"overall": " ", "came": "yes", "comment": "\n"}, "18/11/2026")
    assert heard.faults == {}
    assert heard.typed.cells == {"came": "yes"}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"overall": "3"}, "overall"),
        ({"overall": "２"}, "overall"),
        ({"sex": "else"}, "sex"),  # which?
        ({"why.slow": "1", "why.rude": "1", "why.costly": "1"}, "why"),  # two at most
        ({"order.a": "1", "order.b": "1"}, "order"),
        ({"came": "yes", "times": "99"}, "times"),
        ({"overall": "1", "salary": "9"}, WHOLE),
        ({"overall": "1", "why.~unreadable": "1"}, WHOLE),
        ({}, EMPTY),
        ({"overall": UNREADABLE}, EMPTY),  # nothing is left of it: it is void
        ({"comment": "a\0b"}, WHOLE),
        ({"comment": "\ud800"}, WHOLE),
        ({"comment": "x" * 5_001}, WHOLE),
        ({"times": "\ud800", "came": "no"}, WHOLE),
    ],
)
def test_what_can_be_no_answer_is_told_at_its_question(cells, code):
    heard = hear(ASKED, cells, "18/11/2026")
    assert list(heard.faults) == [code]
    assert heard.told(code)


def test_what_cannot_be_read_is_said_so_and_judged_no_further():
    cells = {"overall": "1", "order": UNREADABLE, "sex": UNREADABLE}
    assert hear(ASKED, cells, "18/11/2026").faults == {}
    more = cells | {"order.a": "1", "order.b": "1", "sex.else~": "x"}
    assert readable(ASKED.questionnaire, more) == {"overall": "1"}


def test_a_void_form_says_nothing_else():
    heard = hear(ASKED, {"overall": "99"}, "hôm qua", is_void=True)
    assert (heard.typed, heard.faults) == (Typed(None, {}, is_void=True), {})
