"""Channels: higher at a kiosk everywhere is the kiosk, higher at one counter is a sign."""

from datetime import date

from analysis.integrity.signs import channels
from analysis.integrity.signs.observed import Observed, OfficeHours, Way

DAY = date(2026, 9, 7)
HOURS = OfficeHours()


def place(kiosk: tuple[int, int], receipt: tuple[int, int], led: int = 5) -> Observed:
    return Observed(
        {
            "kiosk": Way({DAY: kiosk[1]}, noticed={"helped": led}, overall=kiosk),
            "receipt": Way({DAY: receipt[1]}, overall=receipt),
        }
    )


def usual(n: int = 8) -> list[Observed]:
    return [place((90 + at % 3, 100), (82 + at % 4, 100)) for at in range(n)]


def first(look, places):
    return next(found for at, found in look(places, HOURS) if at == 0)


def test_a_gap_that_all_have_is_no_sign():
    assert first(channels.look_at_gaps, usual()).p > 0.3
    assert first(channels.look_for_coaching, usual()).p > 0.1


def test_a_kiosk_that_nobody_is_dissatisfied_at_shows():
    coached = place((100, 100), (60, 100), led=60)
    gap = first(channels.look_at_gaps, [coached, *usual()])
    assert gap.p < 0.01
    assert gap.channel == "kiosk"
    assert first(channels.look_for_coaching, [coached, *usual()]).p < 1e-4


def test_a_kiosk_that_scores_low_is_not_coached():
    low = place((60, 100), (90, 100))
    assert first(channels.look_for_coaching, [low, *usual()]).p > 0.3
    assert first(channels.look_at_gaps, [low, *usual()]).channel == "receipt"


def test_few_answers_and_few_peers_are_said():
    few = place((14, 14), (5, 14))
    assert first(channels.look_at_gaps, [few, *usual()]).reason == "few_answers"
    assert first(channels.look_for_coaching, [few, *usual()]).reason == "few_answers"
    assert first(channels.look_at_gaps, usual(5)).reason == "few_peers"
    assert first(channels.look_for_coaching, usual(5)).reason == "few_peers"
    assert list(channels.look_at_gaps([Observed({})], HOURS)) == []
