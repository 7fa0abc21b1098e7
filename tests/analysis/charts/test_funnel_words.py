"""What the funnel says, and what it does not."""

from analysis.charts.funnel import Dot
from analysis.charts.funnel_words import dots_out, funnel_words
from analysis.stats.funnel import zone


def dot(name, satisfied, n, promised=True):
    return Dot(name, satisfied, n, 0.95, promised, zone(satisfied, n, 0.95))


def words(app, dots):
    with app.test_request_context():
        return funnel_words(dots)


def test_only_what_lies_beyond_the_outer_limits_is_called_clear(app):
    said = words(app, [dot("Xã A", 95, 100), dot("Xã B", 89, 100), dot("Xã C", 70, 100)])

    assert "Vạch ngang là chỉ tiêu 95 %." in said
    assert "1 trên 3 đơn vị" in said
    assert "Thấp hơn rõ: Xã C." in said
    assert "Xã B" not in said
    assert "Cao hơn rõ" not in said


def test_without_a_promise_the_line_is_the_common_share(app):
    assert "vì đơn vị không có chỉ tiêu" in words(app, [dot("Xã A", 95, 100, promised=False)])


def test_more_than_eight_are_counted(app):
    said = words(app, [dot(f"Xã {number}", 70, 100) for number in range(11)])

    assert "và 3 đơn vị khác" in said


def test_a_name_with_a_per_cent_sign_is_only_a_name(app):
    assert "Thấp hơn rõ: Xã 100%." in words(app, [dot("Xã 100%", 70, 100)])


def test_of_nothing_nothing_is_said(app):
    assert words(app, []) == ""


def test_the_farthest_below_stands_first():
    found = dots_out([dot("Cao", 2000, 2000), dot("Thấp", 80, 100), dot("Thấp nhất", 60, 100)])

    assert [each.name for each in found] == ["Thấp nhất", "Thấp", "Cao"]
