"""Lists on a page: their order, what they were made from, and lines that were emptied."""

import pytest
from werkzeug.datastructures import MultiDict

from survey.questionnaires.tables import MOST, choices_in, options_in, rows_in, satisfied_in

FORMER = [
    {"code": "a", "words": {"vi": "Một", "en": "One"}},
    {"code": "b", "words": {"vi": "Hai", "en": "Two"}, "exclusive": True},
]


def sent(*lines):
    pairs = {}
    for number, line in enumerate(lines):
        for name, value in {"words": "", **line}.items():
            pairs[f"x-{number}-{name}"] = value
    return MultiDict(pairs)


def test_words_in_other_languages_follow_their_line():
    lines = [
        {"was": "0", "code": "a", "words": "Một", "place": "2"},
        {"was": "1", "code": "b", "words": "Hai!", "place": "1", "exclusive": "1"},
    ]
    assert choices_in(sent(*lines), "x", FORMER) == [
        {"code": "b", "words": {"vi": "Hai!", "en": "Two"}, "exclusive": True},
        {"code": "a", "words": {"vi": "Một", "en": "One"}},
    ]


def test_an_emptied_line_is_gone_and_a_new_one_gets_a_code():
    lines = [{"was": "0"}, {"words": "Chờ lâu"}, {"words": "Chờ lâu"}, {}]
    found = rows_in(sent(*lines), "x", FORMER)
    assert [row["code"] for row in found] == ["cho_lau", "cho_lau_2"]
    assert rows_in(sent({}, {}), "x", FORMER) is None


def test_a_line_that_lies_about_what_it_was_is_new():
    found = rows_in(sent({"was": "99", "words": "A"}, {"was": "-1", "words": "B"}), "x", FORMER)
    assert [row["words"] for row in found] == [{"vi": "A"}, {"vi": "B"}]


def test_steps_keep_values_faces_and_satisfaction():
    lines = [
        {"value": "1", "words": "Không", "face": "sad"},
        {"value": "2", "words": "Có", "satisfied": "1"},
        {"value": "x", "words": "Lạ"},
    ]
    assert options_in(sent(*lines), "x", []) == [
        {"value": 1, "words": {"vi": "Không"}, "face": "sad"},
        {"value": 2, "words": {"vi": "Có"}},
        {"value": "x", "words": {"vi": "Lạ"}},
    ]
    assert satisfied_in(sent(*lines), "x", []) == [2]


def test_nobody_sends_lines_without_end():
    assert len(rows_in(sent(*[{"words": "A"}] * (MOST + 50)), "x", [])) == MOST


def test_of_a_list_however_long_no_line_is_dropped():
    former = [{"code": f"c{number}", "words": {"vi": "A"}} for number in range(MOST * 2)]
    lines = ({"code": one["code"], "words": "A", "was": str(at)} for at, one in enumerate(former))
    assert rows_in(sent(*lines), "x", former) == former


@pytest.mark.parametrize("figures", ["9" * 10, "9" * 5000, "²"])
def test_a_place_nobody_could_mean_is_the_lines_own(figures):
    lines = [{"was": figures, "place": figures, "words": "A"}, {"words": "B"}]
    found = rows_in(sent(*lines), "x", FORMER)
    assert [row["words"] for row in found] == [{"vi": "A"}, {"vi": "B"}]
