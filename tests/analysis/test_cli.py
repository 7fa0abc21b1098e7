"""The commands other programs and a manager's evening rely on."""

import csv
import io
import json

import pytest
from sqlalchemy import text

from analysis.stats.proportions import exact_interval
from tests.analysis.ledgers import answer, close, open_campaign, overall
from tests.analysis.questionnaires import EVERY_KIND, NO_OVERALL, put_on_shelf
from tests.factories.places import make_commune, make_province

COLUMNS = [
    "unit_code",
    "unit_name",
    "campaign",
    "kind",
    "n",
    "satisfied",
    "share",
    "low",
    "high",
    "target",
    "comparator",
    "official",
    "statistical",
]


@pytest.fixture
def province(session):
    return make_province(session, "Tỉnh Gia Lai", "52")


@pytest.fixture
def communes(session, province):
    return [
        make_commune(session, province, "Xã Ia Le", "00002"),
        make_commune(session, province, "=Phường Pleiku", "00001"),
        make_commune(session, province, "Xã Gào", "00003"),
    ]


@pytest.fixture
def campaign(session, province, communes):
    campaign = open_campaign(session, province)
    answer(session, campaign, communes[0], overall(*[5] * 97, *[3] * 3))
    answer(session, campaign, communes[1], overall(5, 1, 1))
    answer(session, campaign, communes[2], overall(5, 5, 5, 5, 5, 1))
    return campaign


@pytest.fixture
def run(app):
    def invoke(*words):
        return app.test_cli_runner().invoke(args=["analysis", *words])

    return invoke


def test_results_are_one_row_a_unit_and_campaign(run, campaign):
    done = run("results", "--format", "json")

    rows = json.loads(done.stdout)
    assert [list(row) for row in rows] == [COLUMNS] * 4
    province, hidden, shown, company = rows
    assert (company["n"], company["share"]) == (6, None)  # or Pleiku's could be subtracted
    interval = exact_interval(97, 100)
    assert shown == {
        "unit_code": "00002",
        "unit_name": "Xã Ia Le",
        "campaign": "TX-2026",
        "kind": "routine",
        "n": 100,
        "satisfied": 97,
        "share": 0.97,
        "low": interval.low,
        "high": interval.high,
        "target": 0.95,
        "comparator": ">",
        "official": "met",
        "statistical": "cannot_say",
    }
    assert (province["unit_code"], province["n"], province["satisfied"]) == ("52", 109, 103)
    kept_back = ("satisfied", "share", "low", "high", "official")
    assert [hidden[name] for name in kept_back] == [None] * 5
    assert (hidden["n"], hidden["statistical"]) == (3, "cannot_say")


def test_csv_says_the_same_and_no_cell_is_a_formula(run, campaign):
    done = run("results", "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert list(rows[0]) == COLUMNS
    assert rows[1]["unit_name"] == "'=Phường Pleiku"
    assert rows[1]["share"] == ""
    assert float(rows[2]["share"]) == 0.97
    assert rows[2]["comparator"] == ">"


def test_results_of_one_unit_come_with_what_lies_below(run, session, campaign, communes):
    other = make_commune(session)
    answer(session, campaign, other, overall(5))

    assert len(json.loads(run("results", "--unit", "52").stdout)) == 4
    assert len(json.loads(run("results", "--unit", "00001").stdout)) == 1
    assert len(json.loads(run("results").stdout)) == 6


def test_results_of_one_campaign(run, session, campaign, communes):
    other = open_campaign(session, communes[0], code="DX-2026", kind="ad_hoc")
    answer(session, other, communes[0], overall(5))

    rows = json.loads(run("results", "--campaign", "DX-2026").stdout)

    assert {(row["campaign"], row["kind"], row["target"]) for row in rows} == {
        ("DX-2026", "ad_hoc", 0.85)
    }
    assert [row["campaign"] for row in json.loads(run("results").stdout)] == (
        ["DX-2026"] * 2 + ["TX-2026"] * 4
    )


def test_closed_campaigns_print_what_was_frozen(run, session, campaign):
    before = run("results").stdout
    close(session, campaign)

    assert run("results").stdout == before
    assert session.scalar(text("SELECT count(*) FROM frozen_verdicts")) > 0
    assert run("results").stdout == before


@pytest.mark.parametrize("option", ["--unit", "--campaign"])
def test_a_code_nobody_has_is_said_so(run, campaign, option):
    done = run("results", option, "KHONG-CO")

    assert done.exit_code == 1
    assert "Không có mã KHONG-CO" in done.stderr


def test_without_any_answer_the_list_is_empty(run):
    assert json.loads(run("results").stdout) == []


def test_a_recount_agrees_with_the_tallies(run, campaign):
    done = run("recount")

    assert done.exit_code == 0
    assert "khớp" in done.stdout


@pytest.mark.parametrize("table", ["tallies", "month_totals", "unit_totals"])
def test_a_recount_finds_a_tally_that_was_altered(run, session, campaign, table):
    run("advance")
    session.execute(text(f"UPDATE {table} SET n = n + 1 WHERE value = '3'"))
    session.commit()

    done = run("recount")

    assert done.exit_code == 1
    assert "bảng tổng hợp 4, sổ phiếu 3" in done.stdout


@pytest.fixture
def asked(app, session, province, communes):
    put_on_shelf(app, EVERY_KIND, NO_OVERALL)
    campaign = open_campaign(session, province, code="NHIEU", asks=EVERY_KIND)
    given = {"overall": 2, "why": ["waited"], "service": {"place": 4}}
    answer(session, campaign, communes[0], [given] * 6)
    return campaign


def test_questions_are_one_row_a_value_in_json_and_in_csv(run, asked):
    words = ("questions", "--campaign", "NHIEU", "--unit", "52")
    rows = json.loads(run(*words, "--format", "json").stdout)
    written = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv").stdout)))

    (waited,) = [row for row in rows if (row["question"], row["value"]) == ("why", "waited")]
    assert (waited["n"], waited["share"], waited["answered"], waited["skipped"]) == (6, 1.0, 6, 0)
    assert (waited["unit"], waited["label"]) == ("52", "Chờ lâu")
    assert [row["value"] for row in written] == [row["value"] for row in rows]
    assert list(written[0]) == list(rows[0])


def test_campaigns_are_compared_only_where_they_asked_the_same(run, session, province, asked):
    open_campaign(session, province, code="KHAC", asks=NO_OVERALL)
    session.commit()
    words = ("compare", "NHIEU", "KHAC", "--unit", "52")

    rows = json.loads(run(*words).stdout)
    status = {(row["question"], row["status"]) for row in rows}
    assert ("overall", "refused") in status
    assert ("service", "comparable") in status

    same = json.loads(run("compare", "NHIEU", "NHIEU", "--unit", "52").stdout)
    (place,) = [row for row in same if row["row"] == "place"]
    assert (place["old_share"], place["new_share"], place["difference"]) == (1.0, 1.0, 0.0)
    forced = run(*words, "--force", "--format", "csv").stdout
    assert "use" in {row["question"] for row in csv.DictReader(io.StringIO(forced))}


@pytest.mark.parametrize(
    "words",
    [
        ("questions", "--campaign", "XYZ", "--unit", "52"),
        ("questions", "--campaign", "NHIEU", "--unit", "99"),
        ("compare", "NHIEU", "XYZ", "--unit", "52"),
    ],
)
def test_a_code_that_is_nowhere_is_named(run, asked, words):
    done = run(*words)
    assert done.exit_code == 1
    assert "Không có mã" in done.stderr


def test_without_an_overall_question_results_are_counted_and_not_judged(
    run, app, session, province, communes
):
    put_on_shelf(app, NO_OVERALL)
    campaign = open_campaign(session, province, code="KHONG", asks=NO_OVERALL)
    answer(session, campaign, communes[0], [{"service": {"place": 4}}] * 6)

    def told() -> set[tuple[int, None, None]]:
        rows = json.loads(run("results").stdout)
        assert [list(row) for row in rows] == [COLUMNS] * 2
        return {(row["n"], row["share"], row["official"]) for row in rows}

    assert told() == {(0, None, None)}
    close(session, campaign)
    assert told() == {(0, None, None)}
    assert run("recount").exit_code == 0


def test_results_can_be_had_by_ways_of_answering(run, session, campaign, communes):
    rows = json.loads(run("results", "--by", "channel").stdout)

    assert {row["channel"] for row in rows} == {"qr"}
    assert {row["waiting"] for row in rows} == {0}
    assert run("results", "--by", "channel", "--format", "csv").stdout.count("channel") == 1
