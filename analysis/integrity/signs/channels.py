"""Channels at one counter that tell different stories.

A kiosk in sight of the officer scores higher than a slip at home, everywhere: so the gap
at a counter is held against the gap at the others, and Fisher's test within the counter
must see it too. The coached kiosk joins to that how often somebody followed at once or
had it filled in for them.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from analysis.integrity.signs.observed import (
    KIOSK,
    QR,
    RECEIPT,
    Counts,
    Observed,
    OfficeHours,
    Way,
)
from analysis.integrity.signs.sign import FEW_ANSWERS, FEW_PEERS, Fact, Sign, silent
from analysis.integrity.signs.tails import (
    FEWEST_PEERS,
    among_peers,
    arcsine,
    fisher_greater,
    fisher_two_sided,
    together,
)
from survey.responses.flags import HELPED, SOON

GAP, COACHED = "channel_gap", "coached_kiosk"
FEWEST = 15
"""Answers by each channel, below which two are not compared."""
_PAIRS = tuple(combinations((KIOSK, QR, RECEIPT), 2))


def look_at_gaps(places: Sequence[Observed], _hours: OfficeHours) -> Iterator[tuple[int, Sign]]:
    """Yield of each place the pair of its channels that disagree most."""
    gaps = {pair: [_gap(place, *pair) for place in places] for pair in _PAIRS}
    for number, place in enumerate(places):
        found = [
            _disagreeing(place, pair, _others(gaps[pair], number))
            for pair in _PAIRS
            if gaps[pair][number] is not None
        ]
        if found:
            yield number, _worst(found)
        elif any(way.n for way in place.ways.values()):
            n = sum(way.n for way in place.ways.values())
            yield number, silent(GAP, n, FEW_ANSWERS)


def look_for_coaching(
    places: Sequence[Observed], _hours: OfficeHours
) -> Iterator[tuple[int, Sign]]:
    """Yield of each place with a kiosk whether it looks coached."""
    gaps = [_gap(place, KIOSK, RECEIPT) for place in places]
    led = [_led(place.way(KIOSK)) for place in places]
    for number, place in enumerate(places):
        if not place.way(KIOSK).n:
            continue
        own, peers = gaps[number], _others(gaps, number)
        if own is None:
            yield number, silent(COACHED, place.way(KIOSK).n, FEW_ANSWERS, KIOSK)
        elif len(peers) < FEWEST_PEERS:
            yield number, silent(COACHED, place.way(KIOSK).n, FEW_PEERS, KIOSK)
        else:
            known = [each for at, each in enumerate(led) if at != number and each[1] >= FEWEST]
            yield number, _coached(place, (own, peers), (led[number], known))


def _coached(
    place: Observed,
    gap: tuple[tuple[float, float], list[tuple[float, float]]],
    led: tuple[Counts, list[Counts]],
) -> Sign:
    kiosk, receipt = place.way(KIOSK).overall, place.way(RECEIPT).overall
    higher = max(fisher_greater(kiosk, receipt), among_peers(*gap[0], gap[1]))
    (x, n), peers = led
    pooled = (sum(x for x, _ in peers), sum(n for _, n in peers))
    more = 1.0
    if len(peers) >= FEWEST_PEERS:
        spread = among_peers(*arcsine((x, n)), [arcsine(peer) for peer in peers])
        more = max(fisher_greater((x, n), pooled), spread)
    told: dict[str, Fact] = {
        **{"kiosk_x": kiosk[0], "kiosk_n": kiosk[1]},
        **{"receipt_x": receipt[0], "receipt_n": receipt[1]},
        **{"led_x": x, "led_n": n, "peers_x": pooled[0], "peers_n": pooled[1]},
    }
    return Sign(COACHED, together(higher, more), False, told, kiosk[1], None, KIOSK)


def _disagreeing(place: Observed, pair: tuple[str, str], peers: list[tuple[float, float]]) -> Sign:
    first, second = (place.way(channel).overall for channel in pair)
    n = first[1] + second[1]
    if len(peers) < FEWEST_PEERS:
        return silent(GAP, n, FEW_PEERS)
    own = _gap(place, *pair) or (0.0, 1.0)
    mirrored = [(-value, variance) for value, variance in peers]
    one_sided = min(among_peers(*own, peers), among_peers(-own[0], own[1], mirrored))
    p = max(fisher_two_sided(first, second), min(1.0, 2 * one_sided))
    told: dict[str, Fact] = {
        **{"first": pair[0], "first_x": first[0], "first_n": first[1]},
        **{"second": pair[1], "second_x": second[0], "second_n": second[1]},
        "peers": len(peers),
    }
    higher = pair[0] if first[0] * second[1] >= second[0] * first[1] else pair[1]
    return Sign(GAP, p, False, told, n, None, higher)


def _worst(found: Sequence[Sign]) -> Sign:
    tested = [(sign.p, at) for at, sign in enumerate(found) if sign.p is not None]
    if not tested:
        return found[0]
    least, at = min(tested)
    sign = found[at]
    # Bonferroni over the pairs of this counter.
    p = min(1.0, least * len(tested))
    return Sign(GAP, p, False, sign.evidence, sign.n, None, sign.channel)


def _gap(place: Observed, first: str, second: str) -> tuple[float, float] | None:
    """Return by how much the first channel scores higher, on arcsine's scale; None: too few."""
    shares = (place.way(first).overall, place.way(second).overall)
    if min(n for _, n in shares) < FEWEST:
        return None
    (a, luck_a), (b, luck_b) = (arcsine(share) for share in shares)
    return a - b, luck_a + luck_b


def _led(way: Way) -> Counts:
    return min(way.n, way.noticed.get(SOON, 0) + way.noticed.get(HELPED, 0)), way.n


def _others(gaps: Sequence[tuple[float, float] | None], number: int) -> list[tuple[float, float]]:
    return [gap for at, gap in enumerate(gaps) if gap is not None and at != number]
