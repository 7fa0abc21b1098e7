from analysis.dashboard.gathering import WORDS_AT_ONCE, at_desk, overview, words
from tests.analysis.ledgers import MOMENT
from tests.factories.places import make_counter


def look(session, unit, campaign):
    session.commit()
    return overview(session, unit, campaign, MOMENT, "vi")


def test_words_come_from_all_below_a_page_at_a_time(session, land, say):
    say(land.campaign, land.ia_le, *(f"lời {n}" for n in range(8)))
    found = look(session, land.province, land.campaign)
    judged = found.standing.judgement

    first = words(session, found.place, judged, 1, WORDS_AT_ONCE)
    second = words(session, found.place, judged, 2, WORDS_AT_ONCE)

    assert len(first) == WORDS_AT_ONCE + 1  # one more says that there is a next page
    assert len(second) == 3
    assert {*first, *second} == {f"lời {n}" for n in range(8)}


def test_no_words_of_fewer_than_five_answers(session, land, say):
    say(land.campaign, land.ia_le, "bốn", "người", "viết", "lời")
    found = look(session, land.ia_le, land.campaign)
    assert words(session, found.place, found.standing.judgement, 1, 50) == []


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
    from sqlalchemy import event

    from tests.factories.places import make_commune

    def statements() -> int:
        look(session, land.province, land.campaign)  # catches up
        heard: list[str] = []
        engine = app.extensions["engine"]
        hear = lambda _c, _cursor, said_, *_more: heard.append(said_)  # noqa: E731
        event.listen(engine, "before_cursor_execute", hear)
        look(session, land.province, land.campaign)
        event.remove(engine, "before_cursor_execute", hear)
        return len(heard)

    give(land.campaign, land.ia_le, 8, 9)
    few = statements()
    for number in range(12):
        give(land.campaign, make_commune(session, land.province, f"Xã {number}"), 8, 9)

    assert statements() == few
