import csv
import io

from analysis.dashboard.lines import Line
from analysis.dashboard.sheet import MARK, csv_of
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
    assert row[5:] == [
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
    assert sad == happy == ["1", "Xã Gào", "dưới 5 phiếu"]
    assert none == ["1", "Xã Gào", "chưa có phiếu"]


def test_a_name_is_no_formula(app):
    (_head, row) = rows(app, Line('=HYPERLINK("x")', judge(9, 9, None), 1, "-1"))
    assert row[:2] == ["'-1", '\'=HYPERLINK("x")']
    assert row[7:11] == ["", "", "", "Không có chỉ tiêu"]
