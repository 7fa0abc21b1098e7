"""What pages leave out of months and questions; what the files say of it."""

from analysis.dashboard.gathering import overview, questions
from analysis.dashboard.hiding import withheld_questions
from analysis.dashboard.one_desk import at_desk
from analysis.targets.withholding import withheld
from tests.analysis.ledgers import MOMENT, answer
from tests.factories.places import make_commune, make_counter


def some(n: int, **more: int) -> list[dict[str, int]]:
    return [{"overall": 5 if each % 3 else 1, **more} for each in range(n)]


def test_a_question_that_few_of_a_commune_answered_is_not_what_the_others_leave(session, land):
    third = make_commune(session, land.province, "Xã Gào")
    for unit, asked in ((land.ia_le, 3), (land.an_nhon, 20), (third, 90)):
        answer(session, land.campaign, unit, some(asked, attitude=2))
        answer(session, land.campaign, unit, some(100 - asked))
    look = {
        unit.name: overview(session, unit, land.campaign, MOMENT, "vi")
        for unit in (land.province, land.ia_le, land.an_nhon, third)
    }
    attitude = {
        name: next(each for each in found.criteria if "Thái độ" in each.words).judgement
        for name, found in look.items()
    }
    assert [each.is_hidden for each in attitude.values()] == [False, True, True, False]
    kept = withheld(session, land.campaign)
    few = withheld_questions(session, look["Phường An Nhơn"].place, kept)
    assert few == {"attitude"}
    asked = questions(session, land.an_nhon, land.campaign, MOMENT, "vi")
    (line,) = [
        line
        for section in asked.sections
        for question in section.questions
        for line in question.lines
        if question.question.code == "attitude"
    ]
    assert (line.distribution.is_hidden, line.distribution.values) == (True, ())
    assert line.judgement.is_hidden


def test_of_a_withheld_commune_no_question_and_no_number_is_told(session, land, client, as_):
    third = make_commune(session, land.province, "Xã Gào")
    for unit, n in ((land.ia_le, 3), (land.an_nhon, 43), (third, 90)):
        answer(session, land.campaign, unit, some(n, attitude=2))
    found = questions(session, land.an_nhon, land.campaign, MOMENT, "vi")
    assert found.is_withheld
    assert all(
        line.distribution.is_hidden or not line.distribution.answered
        for section in found.sections
        for question in section.questions
        for line in question.lines
    )
    as_(land.an_nhon)
    for way in ("", "/questions", "/questions.csv", "/results.csv", "/comparison"):
        told = client.get(f"/manage/units/{land.an_nhon.id}{way}").get_data(as_text=True)
        assert "43" not in told.split("<main", 1)[-1].replace(land.an_nhon.code, ""), way
    page = client.get(f"/manage/units/{land.an_nhon.id}").get_data(as_text=True)
    assert "Kết quả được ẩn." in page


def test_a_counter_is_not_what_the_others_leave_of_its_commune(session, land):
    desks = [make_counter(session, land.ia_le) for _ in range(3)]
    for counter, n in zip(desks, (3, 9, 80), strict=True):
        answer(session, land.campaign, land.ia_le, some(n, attitude=4), counter_id=counter.id)
    session.commit()
    found = [at_desk(session, each, land.campaign, MOMENT, "vi") for each in desks]
    assert [each.judgement.is_hidden for each in found] == [True, True, False]
    assert [each.is_withheld for each in found] == [True, True, False]
    assert [each.months == [] for each in found] == [True, True, False]
    lines = overview(session, land.ia_le, land.campaign, MOMENT, "vi").lines
    assert [line.judgement.is_hidden for line in lines] == [True, True, False]
