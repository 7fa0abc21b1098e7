"""Every kind of question with what its answers come to."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from analysis.dashboard.naming import Naming
from analysis.dashboard.tallied import responses_of, tallied_question, tallied_sections
from analysis.indices.distribution import Basis
from analysis.rollup.counting import count
from forms.answers import canonical
from tests.analysis.questionnaires import EVERY_KIND


class Kept:
    """A response as the counting reads it."""

    campaign_id, counter_id, channel, day, flags = 1, None, "qr", date(2026, 11, 21), None

    def __init__(self, answers: Mapping[str, object], words: str = "{}") -> None:
        self.answers, self.words = canonical(answers), words


def counts(kept: Iterable[Kept]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for cell, n in count(kept).items():
        found.setdefault(cell.question, {})[cell.value] = n
    return found


def told(code: str, *kept: Kept, units: Mapping[str, str] | None = None):
    naming = Naming("vi", units or {})
    return tallied_question(EVERY_KIND.question(code), counts(kept), naming)


def lines(asked) -> dict[str, dict[str, int]]:
    return {
        line.row: {share.value: share.n for share in line.distribution.values}
        for line in asked.lines
    }


@pytest.mark.usefixtures("spoken")
class TestEachKind:
    def test_a_scale_is_judged_and_its_marks_are_no_answers(self):
        given = [Kept({"overall": 5})] * 6 + [Kept({"overall": 2})] * 2
        asked = told("overall", *given, Kept({"overall": "~refused"}), Kept({}))

        (line,) = asked.lines
        assert (line.judgement.satisfied, line.judgement.n) == (6, 8)
        assert lines(asked) == {"": {"1": 0, "2": 2, "3": 0, "4": 0, "5": 6}}
        assert (line.distribution.silence.refused, line.distribution.silence.skipped) == (1, 1)
        assert asked.names["5"] == "Rất hài lòng"

    def test_a_scale_without_satisfied_steps_is_not_judged(self):
        asked = told("use", *[Kept({"use": 2})] * 5)
        assert asked.lines[0].judgement is None
        assert asked.names["2"] == "Thường xuyên"

    def test_ticks_are_shares_of_those_who_ticked(self):
        given = [Kept({"why": ["waited", "papers"]})] * 4 + [Kept({"why": ["waited"]})]
        asked = told("why", *given, *[Kept({"why": "~not_asked"})] * 7)

        found = asked.lines[0].distribution
        assert found.basis is Basis.OF_TICKING
        assert (found.answered, found.silence.not_asked) == (5, 7)
        assert [share.share for share in found.values] == [1.0, 0.8, 0.0, 0.0]

    def test_a_matrix_has_a_line_a_row_and_its_marks_are_every_rows(self):
        given = [Kept({"service": {"place": 4, "staff": 1}})] * 5
        half = [Kept({"service": {"place": "~dont_know"}})] * 2
        asked = told("service", *given, *half, *[Kept({"service": "~not_asked"})] * 3)

        place, staff = asked.lines
        assert (place.words, staff.words) == ("Nơi ngồi chờ", "Cán bộ")
        assert (place.judgement.satisfied, staff.judgement.satisfied) == (5, 0)
        assert place.distribution.silence.dont_know == 2
        assert (staff.distribution.silence.skipped, staff.distribution.silence.not_asked) == (2, 3)

    def test_a_ranking_says_how_often_each_stood_where(self):
        given = [Kept({"first": {"waited": 1, "papers": 2}})] * 6
        asked = told("first", *given, *[Kept({"first": {"papers": 1}})] * 2, Kept({}))

        assert lines(asked) == {
            "waited": {"1": 6, "2": 0},
            "papers": {"1": 2, "2": 6},
            "attitude": {"1": 0, "2": 0},
        }
        found = asked.lines[1].distribution
        assert found.answered == 8
        assert found.values[0].share == 0.25
        assert found.silence.skipped == 1

    def test_numbers_and_days_have_quartiles_and_no_values(self):
        waited = told("waited", *(Kept({"waited": n}) for n in (5, 10, 15, 20, 60)))
        paid = told("paid", *(Kept({"paid": f"{n}.50"}) for n in range(5)))
        days = told("day", *(Kept({"day": f"2026-11-0{n}"}) for n in range(1, 6)))

        assert (waited.quartiles.median, paid.quartiles.highest) == (15, paid.quartiles.n - 0.5)
        assert days.quartiles.first == "2026-11-02"
        assert lines(waited) == lines(days) == {"": {}}

    def test_of_few_numbers_not_even_the_largest_is_told(self):
        waited = told("waited", *(Kept({"waited": n}) for n in (5, 10, 15, 60)))
        assert waited.quartiles is None
        assert waited.lines[0].distribution.is_hidden

    def test_units_go_by_their_names_and_unknown_ones_by_their_codes(self):
        given = [Kept({"home": "00001"})] * 4 + [Kept({"home": "00002"})]
        asked = told("home", *given, units={"00001": "Xã Ia Le"})
        assert asked.names == {"00001": "Xã Ia Le", "00002": "00002"}

    def test_of_words_only_how_many_wrote_is_told(self):
        wrote = [Kept({}, words='{"remark":"x"}')] * 5
        asked = told("remark", *wrote, Kept({"remark": "~refused"}), Kept({}))
        found = asked.lines[0].distribution
        assert (found.answered, found.silence.refused, found.silence.skipped) == (5, 1, 1)
        assert found.values == ()

    def test_yes_and_no_are_named(self):
        asked = told("online", *[Kept({"online": "yes"})] * 5)
        assert asked.names == {"yes": "Có", "no": "Không"}


@pytest.fixture
def spoken(app):
    with app.app_context():
        yield


@pytest.mark.usefixtures("spoken")
def test_every_question_stands_in_its_order_under_its_heading():
    found = counts([Kept({"overall": 5})] * 7)
    (section,) = tallied_sections(EVERY_KIND, found, Naming("en"))
    assert [each.question for each in section.questions] == list(EVERY_KIND.questions)
    assert section.title == "Form moi-loai"
    assert section.questions[0].names["4"] == "Satisfied"
    assert responses_of(found) == 7


@pytest.mark.usefixtures("spoken")
def test_sections_parted_for_paging_stand_under_one_heading():
    (section,) = EVERY_KIND.sections
    halves = (
        replace(section, questions=section.questions[:6]),
        replace(section, code="more", questions=section.questions[6:], begins_page=True),
    )
    other = replace(section, code="other", title={"vi": "Khác"}, questions=section.questions[:1])
    found = tallied_sections(replace(EVERY_KIND, sections=(*halves, other)), {}, Naming("vi"))
    assert [(each.title, len(each.questions)) for each in found] == [
        ("Phiếu moi-loai", len(EVERY_KIND.questions)),
        ("Khác", 1),
    ]
