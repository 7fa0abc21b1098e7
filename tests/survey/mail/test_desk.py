from survey.mail import desk
from survey.mail.desk import MOST_REFUSED, Desk


def test_each_rest_is_longer_until_letters_go_out_again(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(desk.time, "monotonic", lambda: now[0])
    one, rests = Desk(), []
    assert not one.is_resting()
    for _ in range(8):
        one.stops()
        assert one.is_resting()
        rests.append(one.until - now[0])
        now[0] = one.until
        assert not one.is_resting()
    assert rests == [5, 10, 20, 40, 80, 160, 300, 300]
    one.goes_on()
    one.stops()
    assert one.until - now[0] == 5


def test_many_refusals_in_a_row_are_enough():
    one = Desk()
    assert [one.has_enough() for _ in range(MOST_REFUSED)] == [False] * (MOST_REFUSED - 1) + [True]
    one.goes_on()
    assert not one.has_enough()
