from analysis.dashboard.lines import Asked, Line, Sort, arranged, counted
from analysis.stats.proportions import Verdict
from analysis.targets.check import Promise, judge

PROMISE = Promise(9500)


def line(name: str, satisfied: int, n: int) -> Line:
    return Line(name, judge(n, satisfied, PROMISE), unit_id=1, code="1")


GOOD = line("Xã Bàu Cạn", 400, 400)
BAD = line("Xã Gào", 80, 100)
WORSE = line("Xã Ia Le", 60, 100)
UNSURE = line("Xã Đak Đoa", 57, 60)
FEW_SAD = line("Xã Chư A Thai", 0, 4)
FEW_HAPPY = line("Xã Ayun", 3, 3)
NONE = line("Xã Ia Pia", 0, 0)
ALL = [GOOD, NONE, FEW_SAD, BAD, UNSURE, FEW_HAPPY, WORSE]


def names(asked: Asked) -> list[str]:
    return [each.name.removeprefix("Xã ") for each in arranged(ALL, asked)]


def test_who_needs_attention_stands_first_and_who_has_too_few_last():
    assert names(Asked()) == ["Ia Le", "Gào", "Đak Đoa", "Bàu Cạn", "Ayun", "Chư A Thai", "Ia Pia"]


def test_no_order_tells_what_few_answers_are():
    for sort in (Sort.NEED, Sort.SHARE, Sort.N):
        assert names(Asked(sort))[-3:] == ["Ayun", "Chư A Thai", "Ia Pia"]


def test_lines_are_sorted_by_share_by_name_and_by_n():
    assert names(Asked(Sort.SHARE))[:4] == ["Ia Le", "Gào", "Đak Đoa", "Bàu Cạn"]
    assert names(Asked(Sort.N))[:4] == ["Bàu Cạn", "Gào", "Ia Le", "Đak Đoa"]
    assert names(Asked(Sort.NAME))[:2] == ["Ayun", "Bàu Cạn"]
    assert names(Asked(Sort.NAME))[3] == "Đak Đoa"


def test_a_name_is_found_without_marks():
    assert names(Asked(find="dak doa")) == ["Đak Đoa"]
    assert names(Asked(find="ĐAK")) == ["Đak Đoa"]
    assert names(Asked(find="không có")) == []


def test_a_verdict_leaves_its_own_lines():
    assert names(Asked(verdict=Verdict.NOT_MET)) == ["Ia Le", "Gào"]


def test_verdicts_are_counted_by_both_judgements_and_few_answers_by_neither_word():
    told = counted(ALL)
    assert told.statistical == {Verdict.MET: 1, Verdict.NOT_MET: 2, Verdict.CANNOT_SAY: 4}
    # 57 of 60 is 95 % sharp, which is not "trên 95 %".
    assert told.official == {Verdict.MET: 1, Verdict.NOT_MET: 3, Verdict.CANNOT_SAY: 0}
