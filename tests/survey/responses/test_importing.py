import pytest
from sqlalchemy import select

from survey.responses.importing import Report, import_sheet
from survey.responses.models import Remark, Response
from survey.responses.verification import walk
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune

HEADER = "unit_code,counter_code,campaign,day,channel,form_no,overall,attitude,comment\n"


@pytest.fixture
def take(app, session, place):
    """Import lines written with {unit} and {counter}, in Vietnamese, and tell the report."""

    def take(*lines: str, header: str = HEADER, encoding: str = "utf-8") -> Report:
        text = header + "".join(f"{line}\n" for line in lines)
        named = text.replace("{unit}", place.commune.code).replace("{counter}", place.counter.code)
        with app.test_request_context():
            return import_sheet(session, named.encode(encoding), commit=session.commit)

    return take


def told(report: Report) -> list[str]:
    return [str(fault) for fault in report.faults]


def test_good_lines_go_into_the_ledger(session, place, take):
    report = take(
        "{unit},,TX-TEST,2026-11-20,paper,1,5,4,Tốt",
        ",{counter},TX-TEST,20/11/2026,import,2,1,,",
    )
    assert (report.kept, report.kept_before, told(report)) == (2, 0, [])
    rows = session.execute(select(Response.__table__).order_by(Response.position)).all()
    assert [(row.channel, row.counter_id, row.answers, row.minute) for row in rows] == [
        ("paper", None, '{"attitude":4,"overall":5}', None),
        ("import", place.counter.id, '{"overall":1}', None),
    ]
    assert session.scalars(select(Remark.words)).all() == ["Tốt"]
    assert walk(session) == []


def test_the_same_sheet_twice_adds_nothing(take):
    lines = ["{unit},,TX-TEST,2026-11-20,paper,1,5,4,", "{unit},,TX-TEST,2026-11-20,paper,,3,,"]
    assert take(*lines).kept == 2
    again = take(*lines)
    assert (again.kept, again.kept_before, told(again)) == (0, 2, [])


def test_two_forms_that_say_the_same_need_numbers_to_be_two(take):
    twin = "{unit},,TX-TEST,2026-11-20,paper,,5,,"
    report = take(twin, twin)
    assert report.kept == 1
    assert told(report) == [
        "dòng 3: giống hệt dòng 2; nếu là hai phiếu khác nhau, thêm cột form_no (số phiếu)"
    ]
    numbered = "{unit},,TX-TEST,2026-11-20,paper,%d,5,,"
    assert take(numbered % 1, numbered % 2).kept == 2


def test_a_number_that_comes_again_with_another_answer_is_told(take):
    take("{unit},,TX-TEST,2026-11-20,paper,1,5,,")
    report = take("{unit},,TX-TEST,2026-11-20,paper,1,1,,")
    assert (report.kept, told(report)) == (
        0,
        ["dòng 2: số phiếu này đã có trong sổ với câu trả lời khác"],
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("99999,,TX-TEST,2026-11-20,paper,1,5,,", "không có đơn vị mang mã '99999'"),
        (",2222A,TX-TEST,2026-11-20,paper,1,5,,", "không có quầy mang mã"),
        (",,TX-TEST,2026-11-20,paper,1,5,,", "không có đơn vị mang mã ''"),
        ("{unit},,KHONG,2026-11-20,paper,1,5,,", "không có đợt khảo sát 'KHONG'"),
        ("{unit},,TX-TEST,2025-12-20,paper,1,5,,", "nằm ngoài đợt khảo sát"),
        ("{unit},,TX-TEST,2026-11-20,paper,1,6,,", "câu 'overall': '6'"),
        ("{unit},,TX-TEST,2026-11-20,paper,1,=1+4,,", "câu 'overall': '=1+4'"),
        ("{unit},,TX-TEST,2026-11-20,paper,1,５,,", "câu 'overall'"),
        ("{unit},,TX-TEST,2026-11-20,paper,1,,,", "không có câu trả lời nào"),
    ],
)
def test_a_line_that_cannot_be_true_is_told_and_its_neighbours_go_in(take, line, words):
    report = take(line, "{unit},,TX-TEST,2026-11-20,paper,2,4,,")
    assert report.kept == 1
    assert len(report.faults) == 1
    assert report.faults[0].line == 2
    assert words in report.faults[0].words


def test_a_question_nobody_asked_is_told(take):
    header = HEADER.replace("attitude", "bribes")
    report = take("{unit},,TX-TEST,2026-11-20,paper,1,5,4,", header=header)
    assert "không có câu hỏi 'bribes'" in told(report)[0]


def test_a_unit_outside_the_campaign_is_told(session, take):
    other = make_commune(session)
    session.commit()
    report = take(f"{other.code},,TX-TEST,2026-11-20,paper,1,5,,")
    assert "không gồm đơn vị này" in told(report)[0]


def test_a_closed_campaign_takes_nothing(session, take, place, clock):
    closed = make_campaign(session, place.commune, kind="ad_hoc", code="DX-DONG")
    closed.closed_at = clock()
    session.commit()
    assert "đã đóng" in told(take("{unit},,DX-DONG,2026-11-20,paper,1,5,,"))[0]


def test_a_byte_order_mark_is_welcome(take):
    assert take("{unit},,TX-TEST,2026-11-20,paper,1,5,,", encoding="utf-8-sig").kept == 1


def test_another_encoding_is_told_by_line(take):
    report = take("{unit},,TX-TEST,2026-11-20,paper,1,5,,Hải", encoding="utf-16")
    assert "không phải UTF-8" in told(report)[0]
    assert report.kept == 0


def test_formula_words_are_kept_as_typed(session, take):
    take('{unit},,TX-TEST,2026-11-20,paper,1,5,,"=HYPERLINK(""x"")"')
    assert session.scalar(select(Remark.words)) == '=HYPERLINK("x")'


def test_an_empty_sheet_is_told(take):
    assert told(take(header="")) == [
        "dòng 1: thiếu cột campaign, day, channel; các cột phải cách nhau bằng dấu phẩy"
    ]


DRAWN = "unit_code,campaign,day,channel,form_no,overall,weight,stratum,psu,label:sex\n"


def test_a_drawn_sample_comes_in_with_its_design(session, place, take):
    make_campaign(session, place.commune, kind="field", code="DT-TEST")
    report = take("{unit},DT-TEST,2026-11-20,import,1,5,12.50,P01,C2,F", header=DRAWN)
    assert (report.kept, told(report)) == (1, [])
    design = '{"labels":{"sex":"F"},"psu":"C2","stratum":"P01","weight":"12.5"}'
    assert session.scalars(select(Response.design)).all() == [design]
    assert walk(session) == []


def test_each_line_without_a_true_weight_is_told(session, place, take):
    make_campaign(session, place.commune, kind="field", code="DT-TEST")
    weights = ["0", "-2", '"1,5"', "", "7"]
    lines = [
        f"{{unit}},DT-TEST,2026-11-20,import,{number},5,{weight},P01,C2,F"
        for number, weight in enumerate(weights)
    ]
    report = take(*lines, header=DRAWN)
    assert report.kept == 1
    assert [fault.line for fault in report.faults] == [2, 3, 4, 5]
    assert "'1,5'" in told(report)[2]
    assert "thiếu trọng số" in told(report)[3]


def test_weights_are_for_drawn_samples_alone(take):
    report = take("{unit},TX-TEST,2026-11-20,paper,1,5,2,P01,C2,F", header=DRAWN)
    assert (report.kept, len(report.faults)) == (0, 1)
    assert "không phải điều tra chọn mẫu" in told(report)[0]


def test_a_way_that_the_kind_does_not_know_is_told(session, place, take):
    make_campaign(session, place.commune, kind="field", code="DT-TEST")
    report = take("{unit},DT-TEST,2026-11-20,kiosk,1,5,2,P01,C2,F", header=DRAWN)
    assert "không nhận phiếu kênh 'kiosk'" in told(report)[0]
