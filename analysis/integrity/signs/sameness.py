"""Sameness: one set of answers that comes back more often than chance puts it together.

Straight lines are honest often and looked at elsewhere (`shares`), so they are left out.
Of what remains the set that came most often is held against two expectations: that each
question's answers fall together at random (the mean over all permutations of the items),
and the share the same set has at the other counters. p is the larger of the two tails,
times the number of sets there are. On short scales honest sets repeat (Simmons et al. on
Kuriakose and Robbins 2016), which is what the second one is for.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from analysis.integrity.signs.observed import KIOSK, QR, RECEIPT, Observed, OfficeHours
from analysis.integrity.signs.sign import FEW_ANSWERS, FEW_PEERS, NOT_ASKED, Fact, Sign, silent
from analysis.integrity.signs.tails import FEWEST_PEERS, binomial_at_least

NAME = "same_answers"
FEWEST, FEWEST_OF_PEERS, SHORTEST = 20, 50, 4

Vectors = Mapping[tuple[str, ...], int]


def look(places: Sequence[Observed], _hours: OfficeHours) -> Iterator[tuple[int, Sign]]:
    """Yield the sign of each place by each channel it was rated by."""
    for channel in (QR, RECEIPT, KIOSK):
        mixed = [_mixed(place.way(channel).vectors) for place in places]
        all_: Counter[tuple[str, ...]] = Counter()
        for vectors in mixed:
            all_.update(vectors)
        rated = sum(1 for vectors in mixed if vectors)
        for number, place in enumerate(places):
            if place.way(channel).n:
                own = mixed[number]
                asked = any(len(vector) >= SHORTEST for vector in place.way(channel).vectors)
                yield number, _one(own, all_ - Counter(own), rated - 1, (channel, asked))


def _mixed(vectors: Vectors) -> Vectors:
    long = {vector: n for vector, n in vectors.items() if len(vector) >= SHORTEST}
    return {vector: n for vector, n in long.items() if len(set(vector)) > 1}


def _one(own: Vectors, peers: Vectors, rated: int, asked: tuple[str, bool]) -> Sign:
    channel, is_asked = asked
    n = sum(own.values())
    if n < FEWEST:
        return silent(NAME, n, FEW_ANSWERS if is_asked else NOT_ASKED, channel)
    vector, most = max(own.items(), key=lambda each: (each[1], each[0]))
    like = {each: count for each, count in peers.items() if len(each) == len(vector)}
    m = sum(like.values())
    if rated < FEWEST_PEERS or m < FEWEST_OF_PEERS:
        return silent(NAME, n, FEW_PEERS, channel)
    chance = _together(own, vector)
    # As if one more had come at the peers: what they never gave is rare, not impossible.
    usual = (like.get(vector, 0) + 1) / (m + 1)
    p = max(binomial_at_least(most, n, chance), binomial_at_least(most, n, usual))
    told: dict[str, Fact] = {
        **{"most": most, "n": n, "expected": round(n * chance, 2)},
        **{"peers_x": like.get(vector, 0), "peers_n": m, "sets": len(own)},
    }
    return Sign(NAME, min(1.0, p * len(own)), False, told, n, None, channel)


def _together(own: Vectors, vector: Sequence[str]) -> float:
    """Return how often the items' own shares put `vector` together."""
    like = {each: count for each, count in own.items() if len(each) == len(vector)}
    n, chance = sum(like.values()), 1.0
    for place, step in enumerate(vector):
        chance *= sum(count for each, count in like.items() if each[place] == step) / n
    return chance
