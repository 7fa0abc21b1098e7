from dataclasses import replace

import pytest

from analysis.indices.definitions import shelf
from analysis.indices.grouping import Group
from analysis.indices.keeping import keep
from analysis.indices.method import MixedMethods, Reason, compared
from analysis.indices.published import (
    corrections_of,
    gaps,
    histories,
    year_of,
    years_of,
)
from analysis.indices.samples import SAMPLE
from analysis.indices.score_sheets import read


@pytest.fixture
def sample():
    return read(SAMPLE.read_bytes(), shelf()).scores


@pytest.fixture
def kept(app, session, sample):
    with app.app_context():
        keep(session, sample, None)
        session.commit()
    return session


def papi(n, withheld=0):
    lines = [f"PAPI,Tỉnh {k},2023,2024,,{30 + k / 7:.4f},,,x" for k in range(n)]
    lines += [f"PAPI,Ẩn {k},2023,2024,,*,,,x" for k in range(withheld)]
    lines.append("PAPI,Trung bình cả nước,2023,2024,,79,,,x")
    heading = "index,subject,index_year,published_year,part,value,n,rank,source"
    return read("\n".join([heading, *lines]).encode(), shelf()).scores


def test_the_years_there_are_are_newest_first(kept):
    assert years_of(kept)["sipas"] == [2024, 2023, 2022, 2020, 2019]


def test_the_national_series_breaks_between_2020_and_2022(kept):
    found = histories(kept, shelf(), "ca nuoc")
    total = next(each for each in found if each.part == "")
    assert [[p.year for p in run.points] for run in total.runs] == [
        [2019, 2020],
        [2022, 2023, 2024],
    ]
    assert gaps(total.runs) == {(2020, 2022): Reason.NEW_METHOD}
    by_year = {score.row.index_year: score.value for score in total.scores}
    with pytest.raises(MixedMethods):
        compared(by_year[2022], by_year[2020])
    assert compared(by_year[2024], by_year[2023]) == pytest.approx(1.28)


def test_papi_breaks_at_2018(app, session):
    heading = "index,subject,index_year,published_year,value,source"
    lines = [f"PAPI,A,{year},{year + 1},{40 + year % 9},x" for year in range(2015, 2020)]
    with app.app_context():
        keep(session, read("\n".join([heading, *lines]).encode(), shelf()).scores, None)
    (found,) = histories(session, shelf(), "a")
    assert [[p.year for p in run.points] for run in found.runs] == [
        [2015, 2016, 2017],
        [2018, 2019],
    ]
    assert found.runs[1].gap is Reason.NEW_METHOD


def test_quarters_are_named_when_every_province_is_there(app, session):
    with app.app_context():
        keep(session, papi(61, withheld=2), None)
    found = year_of(session, shelf(), "papi", 2023)
    assert found.is_grouped
    groups = [score.group for score in found.scores if score.group]
    assert groups.count(Group.HIGHEST) == 15
    assert [s.row.subject for s in found.scores if s.value.reason] == ["Ẩn 0", "Ẩn 1"]
    mean = next(s for s in found.scores if s.row.subject == "Trung bình cả nước")
    assert mean.group is None


def test_of_a_few_provinces_no_quarter_is_named(kept):
    found = year_of(kept, shelf(), "papi", 2019, "D1")
    assert (found.provinces, found.all_provinces, found.is_grouped) == (24, 63, False)
    assert {score.group for score in found.scores} == {None}
    assert "1.4" in found.parts


def test_what_was_withheld_stays_without_a_value(kept):
    (withheld, *_others) = [
        s for s in year_of(kept, shelf(), "papi", 2023, "D6").scores if s.value.value is None
    ]
    assert withheld.row.subject == "Quảng Ninh"
    assert withheld.value.reason is Reason.WITHHELD


def test_what_stood_before_a_correction_can_be_read(app, kept, sample):
    hue = next(score for score in sample if score.subject == "Thừa Thiên Huế")
    with app.app_context():
        keep(kept, [replace(hue, value=46.1)], None)
    row = next(
        score.row
        for score in year_of(kept, shelf(), "papi", 2023).scores
        if score.row.subject_key == "thua thien hue"
    )
    assert (row.value, row.revision) == (46.1, 2)
    assert [before.value for before in corrections_of(kept, row)] == [46.0415]
