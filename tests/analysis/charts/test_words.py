"""The words beside a picture say what it shows, and nothing it does not."""

from datetime import date

from analysis.charts.rows import Month, Row, by_need, scale
from analysis.charts.words import forest_words, target_words, trend_words, verdict_word
from analysis.targets.check import Promise, judge
from survey.i18n import choose_locale

ROUTINE = Promise(9500, ">")
BAD = Row("Xã Ia Le", judge(200, 160, ROUTINE))
UNSURE = Row("Xã Ia Grai", judge(100, 97, ROUTINE))
GOOD = Row("Phường Pleiku", judge(1204, 1190, ROUTINE))
FEW = Row("Xã Nhơn Châu", judge(4, 0, ROUTINE))


def month(number, n, satisfied):
    return Month(date(2026, number, 1), judge(n, satisfied, ROUTINE))


def test_the_forest_s_words_count_the_verdicts_and_name_who_falls_short():
    words = forest_words([BAD, UNSURE, FEW, GOOD])

    assert words.startswith("4 đơn vị: 1 Đạt, 1 Chưa đạt, 2 Chưa đủ phiếu để kết luận.")
    assert "Chưa đạt: Xã Ia Le (80,0 % trên 200 phiếu)." in words
    assert "Chỉ tiêu: trên 95 %." in words
    assert "Clopper–Pearson 95 %" in words


def test_only_the_first_five_are_named_and_the_rest_counted():
    words = forest_words([Row(f"Xã {number}", BAD.judgement) for number in range(8)])

    assert "Xã 4 (" in words
    assert "Xã 5 (" not in words
    assert "và 3 đơn vị khác" in words


def test_of_too_few_answers_the_words_tell_only_their_number():
    words = forest_words([FEW])

    assert "0 %" not in words
    assert "Clopper" not in words


def test_a_trend_s_words_name_first_last_lowest_and_gaps_and_claim_no_rise():
    words = trend_words([month(1, 100, 97), month(2, 3, 0), month(3, 50, 40), month(4, 300, 290)])

    assert "tháng 01/2026 là 97,0 % trên 100 phiếu" in words
    assert "Tháng 04/2026 là 96,7 % trên 300 phiếu" in words
    assert "thấp nhất là tháng 03/2026 với 80 % trên 50 phiếu" in words
    assert "1 tháng có dưới 5 phiếu nên không vẽ." in words
    assert "tăng" not in words
    assert "giảm" not in words


def test_a_trend_of_too_few_answers_says_so():
    assert trend_words([month(1, 2, 2)]) == "Chưa có tháng nào đủ 5 phiếu để vẽ."


def test_the_target_is_said_as_it_is_promised():
    at_least = judge(10, 10, Promise(9750, ">="))

    assert target_words([at_least]) == "Chỉ tiêu: từ 97,5 %"
    assert target_words([at_least, BAD.judgement]) == "Chỉ tiêu của từng đơn vị"
    assert target_words([judge(10, 10, None)]) == ""
    assert verdict_word(judge(100, 100, None)) == "Không có chỉ tiêu"


def test_numbers_are_written_as_the_language_writes_them():
    choose_locale("en")

    assert "80.0 %" in forest_words([BAD])


def test_who_needs_attention_most_stands_first():
    worse = Row("Xã A", judge(1000, 700, ROUTINE))

    assert by_need([FEW, GOOD, UNSURE, BAD, worse]) == [worse, BAD, UNSURE, GOOD, FEW]


def test_one_wide_whisker_does_not_press_the_others_against_the_edge():
    wide = judge(6, 6, ROUTINE)

    step, lowest = scale([GOOD.judgement, wide])

    assert wide.low < lowest < 0.95
    assert round((1 - lowest) / step, 6).is_integer()
    assert "Mũi tên" in forest_words([GOOD, Row("Xã B", wide)])
    assert "Mũi tên" not in forest_words([GOOD])
