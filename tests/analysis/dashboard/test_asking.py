import pytest

from analysis.dashboard.asking import asked_lines, asked_page
from analysis.dashboard.lines import Asked, Sort
from analysis.stats.proportions import Verdict


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("", Asked()),
        ("sort=name&find=+Gào+&verdict=not_met", Asked(Sort.NAME, "Gào", Verdict.NOT_MET)),
        ("sort=name;drop&verdict=hidden", Asked()),
        ("sort=&verdict=", Asked()),
        ("find=" + "x" * 200, Asked(find="x" * 100)),
    ],
)
def test_only_what_is_on_the_list_is_heard(app, query, asked):
    with app.test_request_context(f"/?{query}"):
        assert asked_lines() == asked


@pytest.mark.parametrize(("page", "number"), [("3", 3), ("0", 1), ("-9", 1), ("a", 1)])
def test_a_page_is_a_number_from_one(app, page, number):
    with app.test_request_context(f"/?page={page}"):
        assert asked_page() == number


def test_no_number_in_an_address_breaks_a_page(client, land, as_):
    as_(land.province)
    for address in (
        f"units/{2**80}",
        "units/0",
        "units/1e3",
        f"units/{land.province.id}?campaign=%00",
        f"units/{land.province.id}/counters/%00",
        f"units/{land.province.id}/words?campaign=a&page={2**80}",
    ):
        assert client.get(f"/manage/{address}").status_code == 404, address
    enormous = client.get(f"/manage/units/{land.province.id}/words?page={2**80}&find=%00")
    assert enormous.status_code == 200
