import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.indices.definitions import shelf
from analysis.indices.printed import Printed, doubts, faults_of, number

ORACLE = Path(__file__).parents[2] / "oracle"
SHELF = shelf().definitions
PAPI = SHELF["papi-2018"]


def printed(part="", value=46.0415, **changes):
    said = {
        "index": "papi",
        "subject": "Thừa Thiên Huế",
        "code": "",
        "index_year": 2023,
        "published_year": 2024,
        "part": part,
        "value": value,
        "n": None,
        "rank": None,
        "scale": PAPI.scale_of(part) or (0.0, 1.0),
        "source": "PAPI 2023",
        "decision": "",
        "method": "papi-2018",
        "line": 2,
    }
    return Printed(**said | changes)


def table_of_2019():
    with (ORACLE / "05_papi" / "published_papi.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_published_rows_add_up_within_a_hundredth():
    rows = table_of_2019()
    scores = []
    for line, row in enumerate(rows, start=2):
        told = {"subject": row["province"], "index_year": 2019, "line": line}
        scores.append(printed("D1", float(row["dimension_score"]), **told))
        scores += [printed(f"1.{k}", float(row[f"sub{k}"]), **told) for k in (1, 2, 3, 4)]
    assert len(rows) >= 24
    assert [fault for score in scores for fault in faults_of(score, PAPI)] == []
    assert doubts(scores, SHELF) == []


def test_a_slip_of_two_hundredths_is_told_with_its_line():
    scores = [printed("D1", 5.34, line=7)]
    scores += [printed(f"1.{k}", v) for k, v in enumerate((0.88, 1.58, 1.59, 1.27), start=1)]
    (told,) = doubts(scores, SHELF)
    assert told.line == 7
    assert not told.is_fault
    assert told.words == "Thừa Thiên Huế 2023: điểm D1 ghi 5,34, các phần cộng lại được 5,32"


def test_eight_dimensions_add_up_to_the_total():
    # DOMAIN §3.2: Hoà Bình 2023; D7 and D8 are known only together.
    parts = (5.1577, 5.1274, 4.4621, 7.2309, 7.3462, 7.1872, 4.0, 3.0378)
    scores = [printed(f"D{k}", value) for k, value in enumerate(parts, start=1)]
    assert doubts([printed("", 43.5493), *scores], SHELF) == []
    assert len(doubts([printed("", 43.9), *scores], SHELF)) == 1


def test_the_profile_of_2015_had_six_dimensions():
    tables = json.loads((ORACLE / "domain" / "papi_table.json").read_text(encoding="utf-8"))
    profile = next(each for each in tables["tables"] if each["id"] == "hatinh2015")
    old = {"method": "papi-2009", "subject": "Hà Tĩnh", "index_year": 2015}
    scores = [
        printed(code, value, **old | {"scale": (1.0, 10.0)})
        for code, value in profile["dimensions"].items()
    ]
    for code, subs in profile["sub"].items():
        if len(code) == 2:
            scores += [
                printed(f"{code[1]}.{k}", value, **old | {"scale": (0.25, 3.3334)})
                for k, value in enumerate(subs.values(), start=1)
            ]
    total = printed("", profile["total_6_dims_computed"], **old | {"scale": (6.0, 60.0)})
    assert doubts([total, *scores], SHELF) == []


def test_nothing_with_a_withheld_part_is_added_up():
    scores = [printed("", 46.0), *[printed(f"D{k}", 5.0) for k in range(1, 8)]]
    assert doubts([*scores, printed("D8", None)], SHELF) == []
    assert doubts(scores, SHELF) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"value": 80.1}, "nằm ngoài thang 8 – 80"),
        ({"value": 7.99}, "nằm ngoài thang 8 – 80"),
        ({"published_year": 2022}, "sớm hơn"),
        ({"index_year": 23}, "không hợp lý"),
        ({"rank": 0}, "thứ hạng 0"),
        ({"n": 0}, "số người trả lời 0"),
        ({"source": ""}, "thiếu nguồn"),
        ({"part": "D9", "value": 0.5}, "không có phần “D9”"),
    ],
)
def test_what_cannot_be_is_refused(changes, words):
    found = list(faults_of(replace(printed(), **changes), PAPI))
    assert any(words in fault for fault in found), found


@pytest.mark.parametrize("value", [8.0, 80.0, None])
def test_the_ends_of_the_scale_and_a_withheld_score_are_taken(value):
    assert list(faults_of(printed(value=value), PAPI)) == []


def test_a_number_is_written_as_it_was_printed():
    assert [number(v) for v in (46.0415, 5.3, 5.0, 0.88, 100.0)] == [
        *("46,0415", "5,3", "5", "0,88", "100")
    ]
