"""Planned answers: read from a sheet line by line, and kept whole."""

from datetime import date

import pytest
from sqlalchemy import select

from survey import db
from survey.campaigns import life, plans
from survey.campaigns.plans import answers_in, read_plans
from survey.diary.models import DiaryEntry
from survey.row import CannotRead
from survey.sheets import rows_of
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_province


@pytest.fixture
def writer(app):
    with app.app_context():
        yield db.writing_session()


@pytest.fixture
def province(writer):
    return make_province(writer, code="01")


@pytest.fixture
def commune(writer, province):
    return make_commune(writer, province, "Phường Hoàn Kiếm", code="00070")


def read(text, *units):
    return read_plans(rows_of(text.encode(), "plan.csv"), units)


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("30", 30),
        (" 1.200 ", 1200),
        ("12.345.678", None),
        ("10000000", 10_000_000),
        ("10000001", None),
        ("1,5", None),
        ("1.5", None),
        ("0", None),
        ("-3", None),
        ("", None),
        ("²", None),
        ("٣", None),
        ("9" * 5000, None),
        ("ba mươi", None),
    ],
)
def test_a_number_of_answers_is_read_as_people_write_it(written, count):
    assert answers_in(written) == count


@pytest.mark.parametrize(
    "heading",
    ["Mã đơn vị,Số phiếu", "unit_code;answers", "SỐ PHIẾU DỰ KIẾN\tĐơn vị", "ghi chú,mã,dự kiến"],
)
def test_the_columns_are_known_by_their_names(province, commune, heading):
    separator = next(sign for sign in ",;\t" if sign in heading)
    cells = {"so": "40", "ma": "00070"}
    names = heading.lower().split(separator)
    row = [cells["so"] if "phiếu" in n or n in ("answers", "dự kiến") else "00070" for n in names]
    planned = read(f"{heading}\n{separator.join(row)}\n", province, commune)
    assert (dict(planned.answers), planned.faults) == ({commune.id: 40}, ())


def test_the_zeros_a_workbook_ate_are_put_back(province, commune):
    planned = read("unit,answers\n70,40\n1,500\n", province, commune)
    assert planned.answers == {commune.id: 40, province.id: 500}


def test_each_bad_line_is_told_with_its_number(province, commune):
    planned = read(
        'unit,answers\n00070,"1,5"\n99999,3\n00070\n00070,30\n00070,31\n"x,1\n01,0\n',
        province,
        commune,
    )
    assert planned.answers == {commune.id: 30}
    assert [fault.line for fault in planned.faults] == [2, 3, 4, 6, 7, 8]
    said = " ".join(map(str, planned.faults))
    for words in ("“1,5” không phải số phiếu", "mã “99999”", "thiếu ô", "đã có ở một dòng trên"):
        assert words in said


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "unit,ghi chú\n1,2\n", "\x00"])
def test_a_sheet_without_the_columns_is_refused_whole(province, text):
    with pytest.raises(CannotRead):
        read(text, province)


def test_a_new_plan_takes_the_place_of_the_one_before(writer, province, commune):
    campaign = make_campaign(writer, province)
    plans.set_plans(writer, campaign, {province.id: 500, commune.id: 40})
    plans.set_plans(writer, campaign, {commune.id: 60})
    assert plans.plans_of(writer, campaign.id) == {commune.id: 60}
    acts = writer.scalars(select(DiaryEntry.act)).all()
    assert acts == ["campaign.planned"] * 2


def test_a_closed_campaigns_plan_stands(writer, province):
    campaign = make_campaign(writer, province)
    plans.set_plans(writer, campaign, {province.id: 500})
    life.close_campaign(writer, campaign)
    with pytest.raises(life.WrongTurn):
        plans.set_plans(writer, campaign, {})
    assert plans.plans_of(writer, campaign.id) == {province.id: 500}


def test_planned_are_units_asked_at_that_stand_in_those_days(writer, province, commune):
    gone = make_commune(writer, province, "Xã cũ")
    gone.valid_from, gone.valid_to = date(2020, 1, 1), date(2025, 6, 30)
    make_commune(writer)
    campaign = make_campaign(writer, province)
    assert [u.id for u in plans.units_to_plan(writer, campaign)] == [province.id, commune.id]
