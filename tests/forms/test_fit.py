"""A comparison that can never hold is told, whatever the kind of its question."""

import pytest

from forms.condition_reading import read
from forms.fit import misfit
from forms.kinds import KINDS
from tests.forms.small import everything

EVERYTHING = everything()


def told(line: str) -> str | None:
    atom = read(line)
    names = [atom.left if hasattr(atom, "left") else atom.ref]
    names += [atom.right] if hasattr(getattr(atom, "right", None), "code") else []
    asked = [EVERYTHING.question(name.code) for name in names]
    domains = [KINDS[each.kind].domain(each) for each in asked]
    return misfit(atom, asked[0], *domains)


@pytest.mark.parametrize(
    "line",
    [
        "overall = 1",
        "overall != 5",
        "overall < 1.5",
        "overall >= 5",
        'worst = "other"',
        "worst is refused",
        'why has "nothing"',
        "count(why) >= 4",
        "count(why) = 0 or count(why) = 1",
        "why is dont_know",
        'used = "no"',
        "minutes = 600",
        "minutes > 1.5",
        "paid = 0.25",
        "paid = 1000000.5",
        'day = "2026-12-31"',
        'day >= "2020-01-01"',
        'birth = "1980-05"',
        'birth != "2050-05"',
        "aspects.quick = 0",
        "aspects.kind is dont_know",
        "count(aspects) = 3",
        'aspects has "fair"',
        "order.speed <= 2",
        'order has "cost"',
        "order is refused",
        "commune is answered",
        "commune is refused",
        "job is refused",
        "wish is skipped",
        "children <= household",
        'contact = "agreed"',
        "overall <= household",
        "order.speed < order.cost",
        "aspects.quick = overall",
        "paid > minutes",
    ],
)
def test_what_somebody_may_have_answered_fits(line: str) -> None:
    assert told(line.partition(" or ")[2] or line) is None


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("overall = 6", "6 không phải câu trả lời của 'overall' (1, 2, 3, 4, 5)"),
        ("overall = 2.5", "không phải câu trả lời"),
        ("overall != 6", "không phải câu trả lời"),
        ('overall = "3"', "không phải câu trả lời"),
        ("overall < 1", "không bao giờ đúng"),
        ("overall > 5", "không bao giờ đúng"),
        ('overall < "3"', "chỉ so sánh được bằng"),
        ('overall has "3"', "không phải câu chọn nhiều ý"),
        ("count(overall) = 1", "không đếm được"),
        ("overall is dont_know", "không cho trả lời 'dont_know'"),
        ("overall is skipped", "bắt buộc"),
        ("overall.row = 3", "không có dòng 'row'"),
        ('worst = "nothing"', "không phải câu trả lời"),
        ('worst < "other"', "chỉ so sánh được bằng"),
        ("worst = 1", "không phải câu trả lời"),
        ("worst is dont_know", "không cho trả lời"),
        ('why has "weather"', "không có ý 'weather'"),
        ('why = "waited"', "hãy dùng has, count"),
        ("count(why) > 5", "không bao giờ đúng"),
        ("count(why) = 0", "không bao giờ đúng"),
        ("count(why) < 1", "không bao giờ đúng"),
        ('used = "maybe"', "không phải câu trả lời"),
        ("minutes > 600", "không bao giờ đúng"),
        ("minutes < 0", "không bao giờ đúng"),
        ("minutes = 1.5", "không bao giờ đúng"),
        ('minutes = "15"', "phải là một số, không đặt trong dấu nháy"),
        ("paid = 0.125", "không bao giờ đúng"),
        ("paid > 1000000.5", "không bao giờ đúng"),
        ('day > "2026-12-31"', "không bao giờ đúng"),
        ("day = 2026", "phải là ngày trong dấu nháy"),
        ('day = "31/01/2026"', "phải là ngày"),
        ('day = "2026-02-30"', "phải là ngày"),
        ('day = "2026-01"', "phải là ngày"),
        ('day = "20260131"', "phải là ngày"),
        ('day = "2026-W05-6"', "phải là ngày"),
        ('birth = "2026-01-31"', "phải là tháng"),
        ('birth = "2026-13"', "phải là tháng"),
        ('birth > "2026-12"', "không bao giờ đúng"),
        ("birth = 2026", "phải là tháng"),
        ("aspects.quick = 3", "không phải câu trả lời"),
        ("aspects.slow = 1", "không có dòng 'slow'"),
        ("aspects = 1", "aspects.dòng"),
        ('aspects has "slow"', "không có ý"),
        ("aspects is dont_know", "aspects.dòng is dont_know"),
        ("aspects.kind is refused", "không cho trả lời"),
        ("count(aspects) > 3", "không bao giờ đúng"),
        ("order.speed = 3", "không phải câu trả lời"),
        ("order is dont_know", "không cho trả lời"),
        ('commune = "00001"', "chỉ hỏi được is answered"),
        ('wish = "tốt"', "chỉ hỏi được is answered"),
        ('job has "x"', "không phải câu chọn nhiều ý"),
        ('contact = "yes"', "không phải câu trả lời của 'contact' (agreed, declined)"),
        ("contact is refused", "không cho trả lời"),
        ("welcome is answered", "không có câu trả lời"),
        ("welcome is skipped", "không có câu trả lời"),
        ("overall = worst", "không so sánh với nhau"),
        ("day = birth", "không so sánh với nhau"),
        ("day < minutes", "không so sánh với nhau"),
        ("used = worst", "không so sánh với nhau"),
        ("overall = aspects", "không so sánh với nhau"),
        ("overall = aspects.slow", "không so sánh với nhau"),
        ("overall = minutes.row", "không so sánh với nhau"),
        ("why = why", "không so sánh với nhau"),
    ],
)
def test_what_nobody_can_have_answered_is_told(line: str, what: str) -> None:
    assert what in (told(line) or "")
