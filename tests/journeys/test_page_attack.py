"""A manager who reads every page and file finds out nobody's few answers by subtracting.

The town is one in which primary hiding alone gives several away: small counters, a small
commune, a rare way of answering, thin months. `Reader` puts all it sees into one system of
equations, months and ways and places together. It is also shown finding them once nothing
but the small numbers themselves is hidden, so that its silence means something.
"""

from datetime import date
from random import Random

from analysis.dashboard.channels import CHANNEL_NAMES
from analysis.stats import disclosure_family, disclosure_rules
from analysis.stats.disclosure_rules import NOBODY, Amount
from analysis.targets import withholding
from tests.analysis.ledgers import answer, open_campaign, overall
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_commune, make_counter, make_province
from tests.journeys.reader_of_results import Reader, Truth, opened

MONTHS = {
    "09/2026": date(2026, 9, 10),
    "10/2026": date(2026, 10, 10),
    "11/2026": date(2026, 11, 10),
}
WAYS = {str(name): way for way, name in CHANNEL_NAMES.items()}
COUNTERS = ((40, 30, 2), (60, 25), (3,), (18, 9, 1), (80,))
"""About how many answered at each counter of each commune."""


def settled(session, luck: Random):
    """Keep the town's answers; return its truth, the places by node, and its campaign."""
    province = make_province(session)
    campaign = open_campaign(session, province)
    places, parts = {"tỉnh": province}, {"tỉnh": []}
    truth = Truth(parts)
    for i, sizes in enumerate(COUNTERS):
        commune = make_commune(session, province, f"Xã Số {i}")
        places[f"u{i}"], parts[f"u{i}"] = commune, []
        parts["tỉnh"].append(f"u{i}")
        for j, size in enumerate(sizes):
            node = f"c{i}.{j}"
            parts[f"u{i}"].append(node)
            places[node] = make_counter(session, commune, name=f"Quầy {i}.{j}")
            _answered(session, campaign, truth, (node, places[node]), size, luck)
    return truth, places, campaign


def _answered(session, campaign, truth, where, size, luck):
    node, counter = where
    given: dict[tuple[str, str], list[int]] = {}
    for nth in range(size):
        month = luck.choices(list(MONTHS), (1, 4, 8))[0]
        way = luck.choices(("qr", "receipt", "kiosk"), (12, 6, 1))[0]
        given.setdefault((month, way), []).append(1 if nth % 3 == 0 else 5)
    for (month, way), values in given.items():
        where_and_how = {"day": MONTHS[month], "counter_id": counter.id, "channel": way}
        unit = campaign_unit(session, counter)
        answer(session, campaign, unit, overall(*values), **where_and_how)
        told = Amount(len(values), sum(value == 5 for value in values))
        key = (node, month, way)
        truth.given[key] = truth.given.get(key, NOBODY) + told


def campaign_unit(session, counter):
    from survey.places.models import Unit

    return session.get_one(Unit, counter.unit_id)


def read_everything(client, truth, places) -> Reader:
    """Return what a manager of the province can have read."""
    reader = Reader(truth)
    names = {place.name: node for node, place in places.items() if node[0] in "tu"}
    desks = {f"{p.name} ({p.code})": node for node, p in places.items() if node[0] == "c"}
    months = {name: name for name in MONTHS}
    for node, place in places.items():
        is_unit = node[0] in "tu"
        way = f"/manage/units/{place.id}"
        page = opened(client, way if is_unit else _counter(place))
        reader.headline(node, page)
        reader.split(node, page, "month", months)
        reader.split(node, page, "way", WAYS)
        if is_unit:
            reader.lines(page, {**names, **desks})
            for file in ("results.csv", "results.csv?by=channel"):
                written = client.get(f"{way}/{file}").get_data(as_text=True)
                reader.sheet(written, {**names, **desks}, WAYS)
            asked = client.get(f"{way}/questions.csv").get_data(as_text=True)
            if ",overall,,~satisfied," in asked:
                reader.known.add(node)
    return reader


def _counter(place) -> str:
    return f"/manage/units/{place.unit_id}/counters/{place.code}"


def signed_in(client, session, places) -> None:
    sign_in(client, make_account(session, places["tỉnh"]))


def given_away(reader: Reader) -> list[object]:
    """Return the small numbers the reader knows, or knows to within less than the threshold."""
    n, satisfied = reader.left_open("n"), reader.left_open("satisfied")
    narrow = [cell for cell, (true, each) in n.items() if 0 < true < 5 and each.width < 4.999]
    known = [cell for cell, (true, each) in satisfied.items() if true and each.width < 1e-6]
    printed = [cell for cell in reader.known if 0 < reader.amount(cell).n < 5]
    return narrow + known + printed


def test_nobodys_few_answers_are_found_out(client, session):
    truth, places, _campaign = settled(session, Random(1))
    signed_in(client, session, places)
    reader = read_everything(client, truth, places)
    assert {"tỉnh", "u0", "u1", "u4", "c0.0", "c1.0"} <= reader.known
    assert [each for each in reader.known if isinstance(each, tuple)]
    assert given_away(reader) == []


def test_hiding_the_small_numbers_alone_gives_them_away(client, session, monkeypatch):
    def small(amounts, threshold=5):
        return frozenset(
            cell for cell, each in amounts.items() if disclosure_rules.is_small(each.n, threshold)
        )

    def small_cells(rows, threshold=5):
        return small({(r, c): each for r, row in rows.items() for c, each in row.items()})

    monkeypatch.setattr(withholding, "hidden_nodes", lambda tree, _roots, _k: small(tree.amounts))
    monkeypatch.setattr(withholding, "hidden_parts", small)
    monkeypatch.setattr(disclosure_family, "hidden_parts", small)
    monkeypatch.setattr(disclosure_family, "hidden_cells", small_cells)
    truth, places, _campaign = settled(session, Random(1))
    signed_in(client, session, places)
    found = given_away(read_everything(client, truth, places))
    assert {"u2", "c0.2", "c3.2"} <= set(found)
    assert [cell for cell in found if isinstance(cell, tuple)]
