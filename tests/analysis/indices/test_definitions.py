import json
from pathlib import Path

import pytest

from analysis.indices.definitions import SHIPPED, FaultyDefinition, read, shelf
from analysis.indices.structure import Rule, every_part, questions_of
from forms import library

ORACLE = Path(__file__).parents[2] / "oracle" / "domain"
PLAIN = """code: own-2026
index: one_stop
name: Mẫu của tỉnh
decision: Quyết định 1/QĐ-UBND
year: 2026
since: 2026
until: null
scale: [0, 4]
rule: sum
questionnaires: [dossier]
stated:
  points: 4
parts:
  - code: "1"
    name: Thái độ
    points: 2
    questions:
      dossier: [attitude]
  - code: "2"
    name: Công khai
    points: 2
    questions:
      dossier: [publicity]
"""


def written(tmp_path, text, name="own.yaml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def told(tmp_path, text):
    return [str(mismatch) for mismatch in read(written(tmp_path, text))[1]]


def test_of_what_is_shipped_only_decision_2948_does_not_add_up():
    # ../domain/par_index.json says the same of the page it was copied from.
    source = json.loads((ORACLE / "par_index.json").read_text(encoding="utf-8"))
    checks = next(each["checks"] for each in source["versions"] if each["id"].startswith("2948"))
    assert (checks["sum_tc"], checks["sum_tctp"], checks["sum_points"]) == (39, 81, 100.0)
    (mismatch,) = shelf().mismatches
    line = (SHIPPED / "par-2017.yaml").read_text(encoding="utf-8").splitlines()[mismatch.line - 1]
    assert line.strip() == "criteria: 38"
    assert str(mismatch) == (
        f"par-2017.yaml:{mismatch.line}: số tiêu chí cộng lại được 39, văn bản ghi 38"
    )


def test_a_sound_definition_has_nothing_to_tell(tmp_path):
    assert told(tmp_path, PLAIN) == []


def test_points_that_do_not_add_up_are_told_with_the_sum_file_and_line(tmp_path):
    assert told(tmp_path, PLAIN.replace("points: 4", "points: 5")) == [
        "own.yaml:12: điểm tối đa cộng lại được 4, văn bản ghi 5"
    ]


def test_points_within_a_part_are_added_up_too(tmp_path):
    within = PLAIN + "    parts:\n      - code: a\n        name: A\n        points: 1.5\n"
    assert told(tmp_path, within) == [
        "own.yaml:21: điểm các phần của 2 cộng lại được 1,5, phần này ghi 2"
    ]


def test_scales_that_do_not_add_up_are_told(tmp_path):
    scaled = PLAIN.replace("    points: 2\n", "    points: 2\n    scale: [0, 3]\n")
    assert told(tmp_path, scaled) == [
        "own.yaml:8: thang điểm các phần cộng lại được 6, ghi 4",
    ]


def test_an_unknown_question_is_told(tmp_path):
    assert told(tmp_path, PLAIN.replace("[attitude]", "[smile]")) == [
        "own.yaml:14: phiếu dossier không hỏi câu smile (phần 1)"
    ]
    assert told(tmp_path, PLAIN.replace("questionnaires: [dossier]", "questionnaires: [none]")) == [
        "own.yaml:10: không có phiếu none"
    ]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("year: 2026", "year: soon", "own.yaml:5: year phải là một số nguyên"),
        ("scale: [0, 4]", "scale: [4, 0]", "own.yaml:8: scale: số đầu phải nhỏ hơn số sau"),
        ("rule: sum", "rule: guess", "own.yaml:9: không có cách gộp guess"),
        ("rule: sum", "rule: sum\ncolour: red", "own.yaml:10: không hiểu khoá colour"),
        ("index: one_stop\n", "", "own.yaml:1: thiếu index, hoặc không phải chữ"),
        ("code: own-2026", "code: own-2026\ncode: two", "own.yaml:2: khoá code ghi hai lần"),
    ],
)
def test_what_is_no_definition_is_refused_with_its_line(tmp_path, before, after, words):
    with pytest.raises(FaultyDefinition, match=words.replace("(", r"\(")):
        read(written(tmp_path, PLAIN.replace(before, after)))


def test_a_province_lays_its_own_beside_ours(tmp_path):
    written(tmp_path, PLAIN)
    written(tmp_path, "code: [", "broken.yaml")
    written(tmp_path, PLAIN.replace("own-2026", "papi-2018"), "ours.yaml")
    found = shelf(tmp_path)
    assert found.speaking_for("one_stop", 2026).method.code == "own-2026"
    assert found.speaking_for("one_stop", 2025).method.code == "one-stop-2018"
    assert {mismatch.file for mismatch in found.mismatches} == {
        "broken.yaml",
        "ours.yaml",
        "par-2017.yaml",
    }


def test_sipas_counts_every_satisfaction_item_of_its_questionnaires_once():
    for definition in shelf().of_index("sipas"):
        assert definition.rule is Rule.POOLED
        for code in definition.questionnaires:
            form = library.find(code, 1)
            scaled = [q for q in form.questions if q.scale and q.scale.satisfied]
            items = [f"{q.code}.{row.code}" for q in scaled for row in q.rows]
            items += [q.code for q in scaled if not q.rows]
            summed = [part for part in definition.parts if not part.is_group]
            named = [q for part in summed for q in questions_of(part, code)]
            assert sorted(named) == sorted(items)


def test_policy_groups_cut_the_policy_half_another_way():
    sipas = shelf().definitions["sipas-2023"]
    groups = [part for part in sipas.parts if part.is_group]
    named = [q for part in groups for q in questions_of(part, "sipas-2023")]
    assert len(groups) == 9
    assert sorted(named) == sorted(questions_of(sipas.part("CS"), "sipas-2023"))


def test_papi_local_has_eight_contents_and_29_sub_dimensions_each_with_fixed_goalposts():
    local = shelf().definitions["papi-local-2020"]
    leaves = [part for part in every_part(local.parts) if not part.parts]
    assert (len(local.parts), len(leaves)) == (8, 29)
    form = library.find("papi-local", 1)
    for part in leaves:
        assert part.indicators, part.code
        for each in part.indicators:
            question = form.question(each.question.partition(".")[0])
            if question.scale is not None:
                ends = question.scale.lowest.value, question.scale.highest.value
                assert (each.low, each.high) == ends
            else:
                codes = {choice.code for choice in question.choices} or {"yes", "no"}
                assert codes - {"not_sent"} == set(each.values)
