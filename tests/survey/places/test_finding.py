import pytest

from survey.places.counters import close_counter
from survey.places.eras import REFORM
from survey.places.finding import open_codes, open_counters_with, search_counters
from survey.places.reading import subtree
from tests.factories.places import make_commune, make_counter, make_province


@pytest.fixture
def quy_nhon(session):
    return make_counter(session, make_commune(session, None, "Phường Quy Nhơn Đông"))


@pytest.fixture
def bac_son(session):
    return make_counter(session, make_commune(session, None, "Xã Bắc Sơn"))


def found(session, words, **more):
    return [desk.code for desk in search_counters(session, words, 10, **more)]


@pytest.mark.parametrize("words", ["quy nhon", "QUY NHƠN ĐÔNG", "dong  quy", "nhơn"])
def test_a_counter_is_found_by_the_words_of_its_place(session, quy_nhon, bac_son, words):
    assert found(session, words) == [quy_nhon.code]


def test_every_word_must_be_there(session, quy_nhon, bac_son):
    assert found(session, "quy sơn") == []


def test_the_beginning_of_a_code_finds_its_counter(session, quy_nhon, bac_son):
    assert found(session, quy_nhon.code[:3].lower()) == [quy_nhon.code]


def test_no_words_find_every_counter_by_name_of_its_place(session, quy_nhon, bac_son):
    assert found(session, " ") == [quy_nhon.code, bac_son.code]


@pytest.mark.parametrize("words", ["%", "_", "\0", "\\", "'", "%" * 3000, "a " * 500])
def test_signs_that_mean_something_to_a_database_mean_nothing_here(session, quy_nhon, words):
    assert found(session, words) in ([], [quy_nhon.code])
    assert found(session, "quy%nhon") == []


def test_the_search_can_stay_below_one_unit(session, quy_nhon, bac_son):
    assert found(session, "", within=subtree(bac_son.unit_id, None)) == [bac_son.code]
    assert found(session, "", within=frozenset((quy_nhon.unit_id,))) == [quy_nhon.code]


def test_a_closed_counter_is_found_only_when_asked_for(session, quy_nhon, bac_son):
    close_counter(session, bac_son, REFORM)
    assert found(session, "") == [quy_nhon.code]
    assert found(session, "bac son", closed_too=True) == [bac_son.code]
    assert open_codes(session) == [quy_nhon.code]
    assert open_counters_with(session, [bac_son.code]) == []


def test_counters_come_in_the_order_their_codes_were_asked_for(session, quy_nhon, bac_son):
    for codes in ([quy_nhon.code, bac_son.code], [bac_son.code, quy_nhon.code]):
        assert [desk.code for desk in open_counters_with(session, codes)] == codes


def test_the_unit_above_tells_places_of_one_name_apart(session):
    for province in ("Tỉnh Lạng Sơn", "Tỉnh Gia Lai"):
        make_counter(session, make_commune(session, make_province(session, province), "Xã Bắc Sơn"))
    desks = search_counters(session, "bac son", 10)
    assert {desk.parent_name for desk in desks} == {"Tỉnh Lạng Sơn", "Tỉnh Gia Lai"}
    assert {(desk.unit_name, desk.name) for desk in desks} == {("Xã Bắc Sơn", "Quầy số 1")}


def test_no_more_are_found_than_asked_for(session, quy_nhon, bac_son):
    assert len(search_counters(session, "", 1)) == 1
