import pytest

from forms import library, reading
from survey.paper.comparing import DAY, UNREADABLE, VOID, Typed
from survey.paper.differences import difference
from survey.paper.hearing import Heard
from survey.paper.inputs import typed_cells
from survey.paper.settling import Dispute, Stands
from survey.paper.showing import Sheet, named
from tests.factories.paper import THAT_DAY, paper_document

pytestmark = pytest.mark.only_on("sqlite")
ASKED = reading.made(paper_document())


@pytest.fixture(autouse=True)
def _request(app):
    with app.test_request_context():
        yield


def shown(**cells):
    heard = Heard(Typed(None, {name.replace("__", "."): said for name, said in cells.items()}))
    return {each.code: each for each in Sheet(ASKED, "vi", heard).questions()}


def test_figures_choose_what_is_printed_in_the_boxes_else_the_place():
    found = shown()
    keys = {code: [o.key for o in each.lines[0].options] for code, each in found.items()}
    assert keys["overall"] == ["1", "2"]
    assert keys["sex"] == ["1", "2", "3", "t"]
    assert keys["why"] == ["1", "2", "3"]
    assert [line.name for line in found["points"].lines] == ["points.speed", "points.manner"]
    assert [line.look for line in found["sex"].lines] == ["one", "write"]
    assert [each.number for each in found.values()] == list(range(1, 10))


def test_of_many_choices_those_from_the_tenth_on_have_letters():
    asked = Sheet(library.newest("counter"), "vi", Heard(Typed())).questions()
    why = next(each for each in asked if each.code == "why").lines[0]
    assert [each.key for each in why.options] == [*"123456789", "a", "b", "c"]


def test_what_was_typed_stands_there_again():
    found = shown(overall="2", why__rude="1", times="3", sex=UNREADABLE, order__a="1")
    assert [o.is_set for o in found["overall"].lines[0].options] == [False, True]
    assert [o.is_set for o in found["why"].lines[0].options] == [False, True, False]
    assert found["times"].lines[0].value == "3"
    assert found["sex"].is_unreadable
    assert found["order"].lines[0].value == "1"


@pytest.mark.parametrize("questionnaire", library.shipped(), ids=str)
def test_every_shipped_questionnaire_can_be_typed_in_whole(questionnaire):
    from forms.filling import names_of

    controls = set()
    for question in Sheet(questionnaire, "vi").questions():
        for line in question.lines:
            controls |= {o.name for o in line.options} or {line.name}
            controls.add(line.name) if line.look == "place" else None
    assert names_of(questionnaire) <= controls


def test_a_difference_is_told_in_the_forms_own_words():
    first = Typed(THAT_DAY, {"why.slow": "1", "why.rude": "1", "overall": "1"})
    second = Typed(None, {"overall": UNREADABLE, "sex": "else", "sex.else~": "x"})
    subject = type("Form", (), {"code": "2345678E", "questionnaire": ASKED})()
    dispute = Dispute(subject, first, second, ("why", "overall", "sex", DAY, VOID))
    sheet = Sheet(ASKED, "vi")
    told = {name: dict(difference(dispute, sheet, name).readings) for name in dispute.names}
    assert told == {
        "why": {Stands.FIRST: "Slow, Rude", Stands.SECOND: "Để trống"},
        "overall": {Stands.FIRST: "Buồn", Stands.SECOND: "Không đọc được"},
        "sex": {Stands.FIRST: "Để trống", Stands.SECOND: "Else; Ghi rõ: x"},
        DAY: {Stands.FIRST: "18/11/2026", Stands.SECOND: "Không ghi ngày"},
        VOID: {Stands.FIRST: "Phiếu dùng được", Stands.SECOND: "Phiếu dùng được"},
    }
    assert difference(dispute, sheet, "overall").words.startswith("1. ")
    assert named(ASKED, "gone") == "gone"


def test_what_is_unreadable_says_nothing_else():
    sent = {"csrf_token": "t", "_day": "x", "why.slow": "1", "_u.why": "1", "overall": "1"}
    assert typed_cells(sent) == {"why": UNREADABLE, "overall": "1"}
