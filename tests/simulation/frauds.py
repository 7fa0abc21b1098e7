"""Signs and planted frauds: what is found, and how often honest counters are named.

The signs' rules were settled on seeds 1 to 10, honest counters alone; nothing was changed
after the first look at these figures.
"""

from collections import Counter as Counts
from collections.abc import Iterable
from random import Random

from analysis.integrity.signs.exact import over_dossiers
from analysis.integrity.signs.observed import OfficeHours
from analysis.integrity.signs.screen import Found, adjusted, screened
from tests.simulation.counters import Counter, honest, observed
from tests.simulation.planted import DOSES, FRAUDS

TOWN = 40
"""Counters of one screen."""
HONEST_SEEDS = range(1001, 1026)
FRAUD_SEEDS = range(2001, 2021)
_HOURS = OfficeHours()


def section(honest_seeds: Iterable[int] = HONEST_SEEDS, seeds: Iterable[int] = FRAUD_SEEDS) -> str:
    """Return the section of the page: false alarms first, then power by fraud and dose."""
    return "\n".join(
        [
            "## Signs that answers are not honest",
            "",
            *_intro(),
            *_false_alarms(list(honest_seeds)),
            "",
            *_power(list(seeds)),
            "",
            *_limits(),
        ]
    )


def _intro() -> list[str]:
    return [
        f"A screen is one month of {TOWN} counters (22 working days, about 500 ratings each by",
        "kiosk, QR code and receipt): rush hours, lunch, market days, families who rate one after",
        "the other, honest straight lines, rating at home in the evening, and no two counters",
        "alike. All signs at all counters are adjusted together (Benjamini and Hochberg, 1 %).",
        "The rules were settled on honest counters of other seeds, before the first of the figures",
        "below was seen. Ratings over dossiers are exact and told apart: every counter is its own",
        "unit.",
        "",
    ]


def _false_alarms(seeds: list[int]) -> list[str]:
    named, over, counters = Counts[str](), 0, 0
    places = 0
    for seed in seeds:
        town = _town(Random(seed))
        out = _standing_out(town)
        named.update(found.sign.name for found in out)
        places += len({found.place for found in out})
        over += sum(_over_dossiers(counter) for counter in town)
        counters += len(town)
    lines = [
        "### Honest counters that are named all the same",
        "",
        f"**{places} of {counters}** counters ({_percent(places, counters)}) in {len(seeds)}"
        f" screens; more ratings than dossiers: {over} of {counters}.",
    ]
    if named:
        told = ", ".join(f"{name} {n}" for name, n in named.most_common())
        lines += ["", f"By sign: {told}."]
    return lines


def _power(seeds: list[int]) -> list[str]:
    lines = [
        "### Planted frauds that are found",
        "",
        f"In each of {len(seeds)} screens a dose {len(FRAUDS)} of {TOWN} counters are false, each",
        "in its own way, and all others are their peers; in brackets: found by more ratings than",
        "dossiers alone.",
        "",
        "| fraud | " + " | ".join(DOSES) + " | found by (all doses) |",
        "|---|" + "---:|" * len(DOSES) + "---|",
    ]
    hits: dict[tuple[str, int], list[tuple[set[str], bool]]] = {}
    for dose in range(len(DOSES)):
        for seed in seeds:
            _plant_all(Random(f"{seed} {dose}"), dose, hits)
    lines += [_line(fraud, [hits[fraud, dose] for dose in range(len(DOSES))]) for fraud in FRAUDS]
    return lines


def _plant_all(
    random: Random, dose: int, hits: dict[tuple[str, int], list[tuple[set[str], bool]]]
) -> None:
    town = _town(random)
    for place, plant in enumerate(FRAUDS.values()):
        plant(random, town[place], dose)
    out = _standing_out(town)
    for place, fraud in enumerate(FRAUDS):
        own = {found.sign.name for found in out if found.place == place}
        hits.setdefault((fraud, dose), []).append((own, _over_dossiers(town[place])))


def _line(fraud: str, by_dose: list[list[tuple[set[str], bool]]]) -> str:
    cells = []
    for looks in by_dose:
        found, over = sum(bool(own) for own, _ in looks), sum(over for _, over in looks)
        cells.append(f"{_percent(found, len(looks))} ({_percent(over, len(looks))})")
    by = Counts(name for looks in by_dose for own, _ in looks for name in sorted(own))
    told = ", ".join(f"{name} {n}" for name, n in by.most_common(4)) or "–"
    return f"| {fraud} | " + " | ".join(cells) + f" | {told} |"


def _limits() -> list[str]:
    return [
        "What the signs do not see is as plain here as what they do: a fraud in a low dose, spread",
        "over honest hours, looks like people; and whoever is never asked leaves no answer to",
        "look at. For that there are only the ratio of ratings to dossiers and the receipts. That",
        "five ratings over the dossiers are needed was settled later, for small honest units whose",
        "people only asked or rated a day late; it lowered the figures in brackets.",
    ]


def _town(random: Random) -> list[Counter]:
    return [honest(random) for _ in range(TOWN)]


def _standing_out(town: list[Counter]) -> list[Found]:
    found = screened([observed(counter) for counter in town], _HOURS)
    return [each for each in found if each.stands_out]


def _over_dossiers(counter: Counter) -> bool:
    ratings = Counts(rating.day for rating in counter.ratings)
    (found,) = adjusted([(0, over_dossiers(ratings, counter.dossiers))])
    return found.stands_out


def _percent(x: int, n: int) -> str:
    return f"{100 * x / n:.1f} %" if 0 < x < n and n > 100 else f"{100 * x / n:.0f} %"


if __name__ == "__main__":
    print(section())
