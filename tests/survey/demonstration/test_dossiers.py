from datetime import date

from survey.demonstration.dossiers import GROUPS, HEADING, sheet
from survey.demonstration.invented import working_days

TODAY = date(2026, 11, 20)
DAYS = working_days(date(2026, 6, 1), TODAY)


def cells() -> list[dict[str, str]]:
    heading, *rows = sheet("MAU-TX", ["21553", "21556"], DAYS, TODAY)
    assert tuple(heading.cells) == HEADING
    return [dict(zip(HEADING, row.cells, strict=True)) for row in rows]


def test_what_is_invented_is_the_same_every_time():
    assert cells() == cells()


def test_no_dossier_is_done_before_it_came_in_or_tomorrow():
    for row in cells():
        assert row["ngày tiếp nhận"] <= (row["ngày trả kết quả"] or row["ngày tiếp nhận"])
        assert row["ngày trả kết quả"] <= TODAY.isoformat()
        assert row["lĩnh vực"] in GROUPS


def test_some_are_late_and_most_are_not():
    done = [row for row in cells() if row["ngày trả kết quả"]]
    late = sum(row["ngày trả kết quả"] > row["ngày hẹn trả"] for row in done)
    assert 0 < late < len(done) / 3


def test_codes_are_one_each():
    codes = [row["mã hồ sơ"] for row in cells()]
    assert len(set(codes)) == len(codes) > 100
