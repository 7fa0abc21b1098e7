from survey.demonstration.visits import asked_of, calls_at
from survey.fieldwork.dispositions import Disposition

CODES = [f"MAU-21553-1-{n:03}" for n in range(1000)]


def test_visits_are_the_same_every_time_and_in_their_order():
    for code in CODES[:100]:
        calls = calls_at(code, 15)
        assert calls == calls_at(code, 15)
        days = [call.day for call in calls]
        assert days == sorted(days)
        assert 0 <= days[0] <= days[-1] < 15


def test_most_answer_and_some_refuse():
    ends = [calls_at(code, 15)[-1].end for code in CODES]
    won = sum(end is Disposition.COMPLETE for end in ends)
    # 78 + 9 of a hundred, four standard deviations (√(1000 · 0.87 · 0.13) ≈ 10.6) either way.
    assert 870 - 43 < won < 870 + 43
    assert ends.count(Disposition.REFUSAL) > 0


def test_only_interviews_take_as_long_as_one():
    calls = [call for code in CODES for call in calls_at(code, 15)]
    assert max(call.seconds for call in calls if not call.end.is_interview) < 480
    assert any(call.seconds < 140 for call in calls if call.end.is_interview)


def test_whoever_cannot_be_won_is_replaced_from_the_same_village():
    # Of village A two are lost and the first who stands by is, too; nobody is in B's place.
    cases = ["A1-", "A2-", "A3+", "Ar-", "As+", "At+", "Au+", "B1+", "Br+"]
    asked = asked_of(
        cases,
        village_of=lambda case: case[0],
        stands_by=lambda case: case[1].islower(),
        is_won=lambda case: case[2] == "+",
    )
    assert list(asked) == ["A1-", "A2-", "A3+", "Ar-", "As+", "At+", "B1+"]
