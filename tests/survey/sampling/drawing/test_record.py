"""The record of a draw: its sentences, its tables, and a command that anybody can run."""

import subprocess

import pytest

from survey.sampling.drawing.designs import Design, Level, Method, Seat, Spread, Stage, Steps, Total
from survey.sampling.drawing.presets import PRESETS
from survey.sampling.drawing.record import Line, Occasion, record
from survey.sampling.drawing.stages import run
from survey.sampling.drawing.telling import sentences
from tests.survey.sampling.drawing.listed import Listed, grown

FRAME = Listed(grown(2, 4, 3, 3, 7))


def stage(name, method, count, level, **more) -> Stage:
    return Stage(name=name, method=method, count=count, at_level=level, **more)


def occasion(**more) -> Occasion:
    told = {
        "campaign": "DT-2026-01",
        "number": 1,
        "day": "21/11/2026",
        "reason": "",
        "frame": "Khung 2026",
        "rows": 504,
        "frame_digest": "f" * 64,
        "seed": "it's|7",
        "digest": "d" * 64,
        "cases": 40,
    }
    return Occasion(**told | more)


def recorded(method: Method, **more):
    design = Design(
        Level.STRATUM,
        (stage("Huyện", method, 2, Level.DISTRICT), stage("Hộ", Method.SRS, 3, Level.UNIT)),
    )
    units = run(design, "it's|7", FRAME).units
    lines = [
        Line(u.stage, u.parent, u.code, int(u.size), "0.5", u.is_certain, u.position)
        for u in reversed(units)
    ]
    return record(occasion(**more), design, lines), units


@pytest.mark.parametrize("method", Method)
def test_the_command_gives_the_digits_that_are_printed(method):
    printed, _units = recorded(method)
    _general, command, result, _meaning = printed.recompute
    told = subprocess.run(["sh", "-c", command], capture_output=True, check=True).stdout.decode()
    assert f"14 chữ số thập lục phân đầu là {told[:14]};" in result
    number = f"{int(told[:14], 16) // 8 / 2**53:.12f}".replace(".", ",")
    assert result.endswith(f"được {number}.")


def test_what_the_smallest_number_says_is_what_was_drawn():
    printed, units = recorded(Method.SRS)
    assert units[0].code in printed.recompute[-1]
    assert printed.recompute[1].startswith("printf '%s' ")


def test_the_example_is_of_one_that_chance_drew():
    lines = [
        Line(1, "01", "001", 90, "1", is_certain=True, position=1),
        Line(1, "01", "002", 30, "0.5", is_certain=False, position=2),
    ]
    design = PRESETS["sipas-hai-cap"].design
    assert len(record(occasion(), design, lines).recompute) == 4
    assert len(record(occasion(), design, lines[:1]).recompute) == 1


def test_every_cluster_stands_in_its_table_in_the_order_it_was_drawn():
    printed, units = recorded(Method.SRS)
    (table,) = printed.tables
    assert table.heading == "Giai đoạn 1 (Huyện): 4 nơi"
    assert [row[:2] for row in table.rows] == [(unit.parent, unit.code) for unit in units]
    assert table.rows[0][2:] == ("63", "0,5", "", "1")


def test_no_household_is_named():
    printed, _units = recorded(Method.PPS_SYSTEMATIC)
    codes = {row.code for row in FRAME.rows}
    words = " ".join([*printed.recompute, *(c for t in printed.tables for r in t.rows for c in r)])
    assert not codes & set(words.split())


def test_a_redraw_says_why():
    printed, _units = recorded(Method.SRS, number=2, reason="Khung thiếu hai xã")
    assert printed.title == "Biên bản chọn mẫu lần 2"
    assert ("Lý do chọn lại", "Khung thiếu hai xã") in printed.facts
    assert "Lý do chọn lại" not in dict(recorded(Method.SRS)[0].facts)


def test_where_households_are_drawn_at_once_no_example_names_one():
    design = Design(Level.STRATUM, (stage("Hộ", Method.SRS, 3, Level.UNIT),))
    printed = record(occasion(), design, [])
    assert len(printed.recompute) == 1
    assert printed.tables == ()


def test_a_design_is_told_in_sentences():
    assert sentences(PRESETS["sipas-hai-cap"].design) == [
        "Chia tầng theo cột tầng của khung mẫu; tầng nào cũng chọn.",
        "Giai đoạn 1 (Xã): mỗi tầng chọn 11 xã, cách hệ thống, xác suất theo quy mô; "
        "xếp thứ tự theo mã; nơi quá lớn so với bước chọn thì lấy chắc chắn.",
        "Giai đoạn 2 (Thôn): mỗi xã chọn 3 thôn, cách hệ thống, xác suất theo quy mô; "
        "xếp thứ tự theo mã; nơi quá lớn so với bước chọn thì lấy chắc chắn.",
        "Giai đoạn 3 (Hộ): mỗi thôn chọn 33 hộ hoặc người, cách ngẫu nhiên đơn.",
        "Mỗi thôn có thêm tối đa 10 người dự phòng, đã xếp thứ tự. Ai không phỏng vấn được thì "
        "người kế tiếp của chính thôn ấy thay, trọng số giữ nguyên.",
        "Trọng số của mỗi người là nghịch đảo xác suất được chọn qua mọi giai đoạn.",
    ]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Total(36_525), "chọn tổng cộng 36.525 thôn, chia đều cho mỗi xã"),
        (Total(50, Spread.PROPORTIONAL), "chọn tổng cộng 50 thôn, chia theo quy mô cho mỗi xã"),
        (Steps(((0, 3), (2e6, 6))), "theo quy mô của tầng (dưới mốc đầu: 3; từ 2.000.000: 6)"),
        ({"02": 5, "01": 2}, "mỗi xã chọn số thôn theo tầng (01: 2; 02: 5)"),
        ({f"{k:02}": 1 for k in range(11)}, "07: 1; và 3 tầng khác)"),
    ],
)
def test_how_many_is_told_as_it_was_meant(count, words):
    villages = stage("Thôn", Method.BREWER, count, Level.VILLAGE)
    assert words in sentences(Design(Level.COMMUNE, (villages,)))[1]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"seat": Seat.NAMED}, "nơi đặt trung tâm luôn được chọn."),
        ({"seat": Seat.LARGEST}, "không nêu mã thì coi nơi lớn nhất là vậy"),
        ({"certain": ("01", "02")}, "lấy chắc chắn 01, 02"),
        ({"takes_all": True}, "nơi nào không đủ thì lấy hết"),
        ({"keeps_order": True}, "xếp thứ tự như khung mẫu"),
    ],
)
def test_what_a_stage_does_besides_is_told(more, words):
    villages = stage("Thôn", Method.PPS_SYSTEMATIC, 2, Level.VILLAGE, **more)
    assert words in sentences(Design(Level.WHOLE, (villages,)))[1]
