import csv
import io

from analysis.dashboard.lines import Coverage, Line
from analysis.dashboard.sheet import MARK, csv_by_channel, csv_of
from analysis.targets.check import Promise, judge

PROMISE = Promise(9500)


def rows(app, *lines):
    with app.test_request_context():
        written = csv_of(lines)
    assert written.startswith(MARK)
    return list(csv.reader(io.StringIO(written.removeprefix(MARK))))


def test_a_line_has_its_counts_interval_target_and_method(app):
    _head, row = rows(app, Line("Xã Gào", judge(100, 96, PROMISE), 1, "23563"))
    assert row[:5] == ["23563", "Xã Gào", "100", "96", "96.0"]
    assert row[5:12] == [
        *("90.07", "98.9", "95.0", "trên", "Đạt", "Chưa đủ phiếu", "Clopper–Pearson 95 %")
    ]


def test_few_answers_give_nothing_away(app):
    _head, sad, happy, none = rows(
        app,
        *(
            Line("Xã Gào", judge(n, satisfied, PROMISE), 1, "1")
            for n, satisfied in [(4, 0), (4, 4)]
        ),
        Line("Xã Gào", judge(0, 0, PROMISE), 1, "1"),
    )
    assert [cell for cell in sad if cell] == ["1", "Xã Gào", "dưới 5 phiếu", "0"]
    assert happy == sad
    assert [cell for cell in none if cell] == ["1", "Xã Gào", "chưa có phiếu", "0"]


def test_a_name_is_no_formula(app):
    (_head, row) = rows(app, Line('=HYPERLINK("x")', judge(9, 9, None), 1, "-1"))
    assert row[:2] == ["'-1", '\'=HYPERLINK("x")']
    assert row[7:11] == ["", "", "", "Không có chỉ tiêu"]


def test_dossiers_and_what_waits_stand_beside_and_few_answers_move_no_column(app):
    covered = Line("Xã Gào", judge(100, 96, PROMISE), 7, "1", coverage=Coverage(100, 80, 8))
    few = Line("Xã Le", judge(2, 2, PROMISE), 8, "2", coverage=Coverage(2, 50, 0))
    desk = Line("Quầy 1", judge(100, 96, PROMISE), 7, "7KQ2", "7KQ2")
    with app.test_request_context():
        written = csv_of([covered, few, desk], {7: 12}).removeprefix(MARK)

    head, *found = csv.reader(io.StringIO(written))

    assert head[12:] == [
        *(
            "Hồ sơ đã giải quyết",
            "Tỷ lệ có đánh giá (%)",
            "Hồ sơ trả trễ hẹn",
            "Tỷ lệ trả trễ hẹn (%)",
        ),
        "Chờ xem xét (số phiếu)",
    ]
    assert [row[12:] for row in found] == [
        ["80", "125.0", "8", "10.0", "12"],
        ["50", "4.0", "0", "0.0", "0"],
        ["", "", "", "", ""],
    ]


def test_each_way_has_a_row_of_its_own(app):
    line = Line("Xã Gào", judge(100, 96, PROMISE), 7, "1")
    ways = [Line("Phiếu giấy", judge(90, 86, PROMISE), 7, "1"), Line("Máy", judge(3, 3, None), 7)]
    with app.test_request_context():
        written = csv_by_channel([line], {line: ways}).removeprefix(MARK)

    head, paper, kiosk = csv.reader(io.StringIO(written))

    assert head[:4] == ["Mã", "Tên", "Cách trả lời", "Số phiếu"]
    assert paper[:5] == ["1", "Xã Gào", "Phiếu giấy", "90", "86"]
    assert kiosk[:4] == ["1", "Xã Gào", "Máy", "dưới 5 phiếu"]
    assert len(head) == len(paper) == len(kiosk)
