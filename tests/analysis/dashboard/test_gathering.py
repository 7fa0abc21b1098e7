from sqlalchemy import event

from analysis.dashboard.gathering import (
    WORDS_AT_ONCE,
    overview,
    questions,
    speakers,
    words,
)
from analysis.dashboard.one_desk import at_desk
from tests.analysis.ledgers import MOMENT, answer, open_campaign, overall
from tests.analysis.questionnaires import EVERY_KIND, NO_OVERALL, put_on_shelf
from tests.factories.places import make_counter


def look(session, unit, campaign):
    session.commit()
    return overview(session, unit, campaign, MOMENT, "vi")


def test_words_come_from_all_below_a_page_at_a_time(session, land, say):
    say(land.campaign, land.ia_le, *(f"lời {n}" for n in range(11)))
    found = look(session, land.province, land.campaign)

    first = words(session, found.place, found.speakers, 1, WORDS_AT_ONCE)
    second = words(session, found.place, found.speakers, 2, WORDS_AT_ONCE)

    assert len(first) == WORDS_AT_ONCE + 1  # one more says that there is a next page
    assert len(second) == 6
    assert {*first, *second} == {f"lời {n}" for n in range(11)}


def test_no_words_of_fewer_than_ten_answers(session, land, say):
    say(land.campaign, land.ia_le, *(f"lời {n}" for n in range(9)))
    found = look(session, land.ia_le, land.campaign)
    assert words(session, found.place, found.speakers, 1, 50) == []


def test_a_units_counters_are_its_lines_where_nothing_is_below(session, land, give):
    counter = make_counter(session, land.ia_le)
    give(land.campaign, land.ia_le, 8, 9, counter_id=counter.id)

    commune = look(session, land.ia_le, land.campaign)
    province = look(session, land.province, land.campaign)

    assert [line.counter_code for line in commune.lines] == [counter.code]
    assert commune.desks_beside == []
    assert [line.counter_code for line in province.lines] == [None, None]
    desk = at_desk(session, counter, land.campaign, MOMENT, "vi")
    assert (desk.judgement.satisfied, desk.judgement.n) == (8, 9)
    assert desk.judgement.target == 0.95


def test_however_many_units_there_are_the_statements_are_as_many(session, land, give, app):
    from tests.factories.places import make_commune

    def statements() -> list[int]:
        heard: list[str] = []
        look(session, land.province, land.campaign)  # catches up
        counts = []
        for page in (overview, questions):
            heard.clear()
            hear = lambda _c, _cursor, said_, *_more: heard.append(said_)  # noqa: E731
            event.listen(app.extensions["engine"], "before_cursor_execute", hear)
            session.commit()
            page(session, land.province, land.campaign, MOMENT, "vi")
            event.remove(app.extensions["engine"], "before_cursor_execute", hear)
            counts.append(len(heard))
        return counts

    give(land.campaign, land.ia_le, 8, 9)
    few = statements()
    for number in range(12):
        give(land.campaign, make_commune(session, land.province, f"Xã {number}"), 8, 9)

    assert statements() == few


def test_what_the_dissatisfied_ticked_stands_on_the_overview(session, land, app):
    put_on_shelf(app, EVERY_KIND)
    campaign = open_campaign(session, land.province, code="K", asks=EVERY_KIND)
    happy = [{"overall": 5, "why": "~not_asked", "worst": "~not_asked"}] * 20
    sad = [{"overall": 2, "why": ["waited"], "worst": "~not_asked"}] * 6
    answer(session, campaign, land.ia_le, [*happy, *sad])

    with app.app_context():
        (why,) = look(session, land.province, campaign).reasons

    assert why.question.code == "why"
    given = why.lines[0].distribution
    assert (given.answered, given.silence.not_asked) == (6, 20)
    assert {each.value: each.n for each in given.values if each.n} == {"waited": 6}


def test_without_an_overall_question_nothing_is_judged_and_everybody_counts(session, land, app):
    put_on_shelf(app, NO_OVERALL)
    campaign = open_campaign(session, land.province, code="K", asks=NO_OVERALL)
    answer(session, campaign, land.ia_le, [{"service": {"staff": 5}}] * 6, words={"x": "Tốt"})

    with app.app_context():
        found = look(session, land.province, campaign)
        asked = questions(session, land.province, campaign, MOMENT, "vi")
        assert not found.is_judged
        assert speakers(session, found.place, found.standing) == found.speakers == 6

    assert found.responses == asked.responses == 6
    assert found.standing.judgement.is_hidden
    assert [(each.words, each.judgement.n) for each in found.criteria] == [
        ("Ông/Bà đánh giá – Cán bộ", 6),
        ("Ông/Bà đánh giá – Nơi ngồi chờ", 0),
    ]


def test_a_counters_responses_are_its_own(session, land, app, give):
    counter = make_counter(session, land.ia_le)
    answer(session, land.campaign, land.ia_le, [{}, *overall(5)], counter_id=counter.id)
    give(land.campaign, land.ia_le, 3, 3)
    look(session, land.ia_le, land.campaign)
    assert at_desk(session, counter, land.campaign, MOMENT, "vi").responses == 2
