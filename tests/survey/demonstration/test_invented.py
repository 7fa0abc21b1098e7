from datetime import date

from survey.demonstration.invented import answers_at, place_of, working_days

DAYS = working_days(date(2026, 6, 1), date(2026, 11, 20))
QUESTIONS = ["overall", "attitude", "on_time"]


def test_what_is_invented_is_the_same_every_time():
    place = place_of("MAU-TX21553")
    assert place == place_of("MAU-TX21553")
    assert list(answers_at(place, DAYS, QUESTIONS)) == list(answers_at(place, DAYS, QUESTIONS))


def test_a_place_is_rated_about_as_well_as_it_serves():
    places = [place_of(str(number)) for number in range(200)]
    told = [ballot for place in places for ballot in answers_at(place, DAYS, QUESTIONS)]
    share = sum(ballot.answers["overall"] >= 4 for ballot in told) / len(told)
    truth = sum(p.truth * p.busyness for p in places) / sum(p.busyness for p in places)
    assert abs(share - truth) < 0.01


def test_counters_are_closed_at_the_weekend():
    assert {day.weekday() for day in DAYS} == {0, 1, 2, 3, 4}
    assert working_days(date(2026, 11, 21), date(2026, 11, 22)) == [date(2026, 11, 22)]
