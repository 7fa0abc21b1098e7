"""Shares against the peers: silent where honest, loud where planted, honest about few."""

from datetime import date

import pytest

from analysis.integrity.signs import shares
from analysis.integrity.signs.observed import Observed, OfficeHours, Way

HOURS = OfficeHours()
MONDAY, TUESDAY = date(2026, 9, 7), date(2026, 9, 8)


def place(**way) -> Observed:
    return Observed({"qr": Way(**way)})


def fast(x: int, n: int) -> Observed:
    return place(per_day={MONDAY: n}, noticed={"fast": x})


def first(sign: shares.ShareSign, places: list[Observed]):
    return next(found for at, found in sign.look(places, HOURS) if at == 0)


def peers(n: int = 8) -> list[Observed]:
    return [fast(2 + at % 3, 100) for at in range(n)]


def test_a_counter_like_its_peers_stays_silent():
    found = first(shares.TOO_FAST, [fast(3, 100), *peers()])
    assert found.p > 0.3
    assert found.evidence == {"x": 3, "n": 100, "peers_x": 23, "peers_n": 800, "peers": 8}


def test_a_counter_where_half_is_sent_in_no_time_shows():
    assert first(shares.TOO_FAST, [fast(50, 100), *peers()]).p < 1e-5


def test_few_answers_and_few_peers_are_said():
    assert first(shares.TOO_FAST, [fast(10, 19), *peers()]).reason == "few_answers"
    assert first(shares.TOO_FAST, [fast(50, 100), *peers(4)]).reason == "few_peers"
    few = [fast(5, 9)] * 9
    assert first(shares.TOO_FAST, [fast(50, 100), *few]).reason == "few_peers"


def test_a_share_that_all_have_is_no_sign_however_high():
    straight = [place(per_day={MONDAY: 100}, vectors={("5",) * 4: 70, tuple("5454"): 30})] * 9
    assert first(shares.STRAIGHT_LINES, straight).p > 0.3


def test_straight_lines_are_counted_from_four_answers_on():
    way = Way(vectors={("5",) * 4: 7, tuple("5454"): 3, ("5",) * 3: 90})
    assert shares.straight_lines(way, HOURS) == (7, 10)
    assert first(shares.STRAIGHT_LINES, [fast(0, 50), *peers()]).reason == "not_asked"


@pytest.mark.parametrize(
    ("moment", "is_open"), [(390, True), (389, False), (710, True), (740, False), (1049, True)]
)
def test_the_office_is_open_with_half_an_hour_of_grace(moment, is_open):
    assert HOURS.is_open(MONDAY, moment) is is_open
    assert not HOURS.is_open(date(2026, 9, 6), moment)


def test_evenings_show_and_name_their_days():
    usual = place(per_day={MONDAY: 50}, arrivals={MONDAY: [600] * 49 + [1200]})
    late = place(
        per_day={MONDAY: 50, TUESDAY: 30},
        arrivals={MONDAY: [600] * 50, TUESDAY: [1150] * 30},
    )
    found = first(shares.OUT_OF_HOURS, [late, *[usual] * 8])
    assert found.p < 0.001
    assert found.days == ("2026-09-08",)
    assert first(shares.OUT_OF_HOURS, [fast(0, 50), *[usual] * 8]).reason == "no_times"


def test_the_same_browser_is_looked_at_for_qr_codes_alone():
    many = place(per_day={MONDAY: 100}, noticed={"again": 60})
    few = place(per_day={MONDAY: 100}, noticed={"again": 6})
    assert first(shares.FEW_DEVICES, [many, *[few] * 8]).p < 1e-4
    kiosk = Observed({"kiosk": many.way("qr")})
    assert list(shares.FEW_DEVICES.look([kiosk] * 9, HOURS)) == []
