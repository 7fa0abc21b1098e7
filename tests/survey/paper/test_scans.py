"""A scanner's file is one of the two typings; every bad row is told."""

import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from survey.paper.models import Typing
from survey.paper.scans import import_scans
from survey.paper.settling import may_settle
from survey.paper.typing import Refusal, Typist, Waits, take
from survey.responses.models import Response
from survey.row import CannotRead
from survey.sheets import rows_of
from tests.factories.campaigns import make_campaign
from tests.factories.paper import THAT_DAY, make_forms, subject, typed

HEADING = "form_code;day;void;confidence;overall;came;times;comment;why.slow"


@pytest.fixture
def forms(context, session, campaign, commune):
    return make_forms(session, campaign, commune, 6)


@pytest.fixture
def scan(context, session):
    def do(*lines, heading=HEADING, units=None):
        content = "\n".join((heading, *lines)).encode()
        return import_scans(session, rows_of(content, "scan.csv"), units)

    return do


def test_a_row_is_a_first_typing_or_the_second(scan, session, forms, people):
    take(session, subject(session, forms[0]), typed(), Typist(people[0].id))
    take(session, subject(session, forms[1]), typed({"overall": "1"}), Typist(people[0].id))
    session.commit()
    report = scan(
        f"{forms[0]};18/11/2026;;0,97;2;;;;",
        f"{forms[1]};18/11/2026;;;2;;;;",
        f"{forms[2].lower()};2026-11-18;;1;2;yes;3;Nhanh;1",
        f"{forms[3]};;x;;;;;;",
        f"{forms[4]};;;;2;~unreadable;;;",
    )
    assert report.faults == []
    counts = (report.lines, report.kept, report.to_settle, report.waiting, report.void)
    assert counts == (5, 1, 1, 3, 0)
    assert json.loads(session.scalars(select(Response.answers)).one()) == {
        "overall": 2, "times": "~not_asked"
    }  # fmt: skip
    rows = {row.form_code: row for row in session.scalars(select(Typing)) if not row.account_id}
    assert rows[forms[0]].confidence == "0.97"
    assert rows[forms[2]].day == THAT_DAY
    assert json.loads(rows[forms[4]].cells) == {"overall": "2", "came": "~unreadable"}
    assert rows[forms[3]].is_void


def test_the_same_file_again_adds_nothing(scan, session, forms):
    assert scan(f"{forms[0]};18/11/2026;;;2;;;;").waiting == 1
    again = scan(f"{forms[0]};18/11/2026;;;2;;;;")
    assert again.taken == 0
    assert [fault.words for fault in again.faults] == ["phiếu này đã được quét trước đây"]
    assert len(session.scalars(select(Typing)).all()) == 1


def test_every_bad_row_is_told_and_costs_its_neighbours_nothing(
    scan, session, forms, neighbour, campaign, questionnaire, commune
):
    other = make_forms(session, campaign, neighbour)[0]
    draft = make_campaign(session, commune, is_open=False, questionnaire=questionnaire)
    early = make_forms(session, draft, commune)[0]
    wrong = forms[0][:-1] + ("2" if forms[0][-1] != "2" else "3")
    good = f"{forms[1]};18/11/2026;;;2;;;;"
    report = scan(
        f"{wrong};18/11/2026;;;2;;;;",
        f"{other};18/11/2026;;;2;;;;",
        f"{early};18/11/2026;;;2;;;;",
        good,
        good,
        f"{forms[2]};31/02/2026;;;2;;;;",
        f"{forms[2]};18/11/2026;;;7;;;;",
        f"{forms[2]};18/11/2026;maybe;;2;;;;",
        f"{forms[2]};18/11/2026;;1,5;2;;;;",
        f"{forms[2]};18/11/2026;;-1;2;;;;",
        f"{forms[2]};18/11/2026;;;;;;;",
        f"{forms[2]};18/11/2026;;;2;yes;99;;",
        f"{forms[2]};18/11/2026;;;2;;;;;;;x",
        ";18/11/2026;;;2;;;;",
        '"2;;;',
        units={commune.id},
    )
    told = {fault.line: fault.words for fault in report.faults}
    assert report.waiting == 1
    expected = {
        2: "mã phiếu sai",
        3: "không có phiếu mang mã",
        4: "chưa mở",
        6: "đã có ở dòng 5",
        7: "Xin ghi ngày",
        8: "câu 'overall'",
        9: "cột void",
        10: "độ tin cậy",
        11: "độ tin cậy",
        12: "Chưa có câu trả lời",
        13: "câu 'times'",
        14: "tiêu đề có 9 cột",
        15: "mã phiếu sai",
        16: "ngoặc kép",
    }
    assert told.keys() == expected.keys()
    for line, words in expected.items():
        assert words in told[line]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"day;overall\n1;2\n",
        b"form_code;day;day\n",
        b"\xff\xfe\0x",
        b"PK\x03\x04garbage",
    ],
)
def test_a_file_without_the_columns_there_must_be_is_refused_whole(context, session, content):
    with pytest.raises(CannotRead):
        import_scans(session, rows_of(content, "scan.csv"))


def test_a_column_of_no_question_is_told_where_it_is_filled(scan, forms):
    report = scan(f"{forms[0]};2;9", f"{forms[1]};2;", heading="mã phiếu;overall;salary")
    assert report.waiting == 1
    assert "salary" in report.faults[0].words


def test_json_with_broken_signs_is_told(context, session, forms):
    rows = [{"form_code": forms[0], "comment": "\ud800"}, {"form_code": forms[1], "overall": "2"}]
    content = json.dumps(rows).encode()
    report = import_scans(session, rows_of(content, "scan.json"))
    assert (report.waiting, len(report.faults)) == (1, 1)


def test_whoever_brought_a_scan_is_not_the_second_who_read_the_form(scan, session, forms, people):
    """One person with a machine is one person: a file anybody can write is no second reader."""
    content = "\n".join(
        (HEADING, f"{forms[0]};18/11/2026;;;2;;;;", f"{forms[1]};;;;2;;;;")
    ).encode()
    own = people[0].id
    take(session, subject(session, forms[1]), typed(), Typist(own))
    session.commit()
    report = import_scans(session, rows_of(content, "scan.csv"), brought_by=own)
    assert report.waiting == 1
    assert [str(fault) for fault in report.faults] == [
        "dòng 3: người gửi tệp này đã nhập phiếu, nên bản quét phải do người khác gửi"
    ]
    assert take(session, subject(session, forms[0]), typed(), Typist(own)) is Refusal.OWN
    assert session.scalars(select(Response.id)).all() == []
    other = Typist(people[1].id)
    assert take(session, subject(session, forms[0]), typed({"overall": "1"}), other) is Waits.THIRD
    assert not may_settle(session, forms[0], own)
    assert may_settle(session, forms[0], people[2].id)
    session.commit()
    # The database says so too, whichever view forgets it.
    inserted = text(
        "INSERT INTO typings (form_code, number, typist, account_id, brought_by, is_void, cells, "
        "at) VALUES (:code, 2, 0, NULL, :own, false, '{}', '2026-11-20 02:30:00')"
    )
    with pytest.raises(IntegrityError, match="two people"):
        session.execute(inserted, {"code": forms[1], "own": own})
    session.rollback()
