"""What is shipped says what its sources say, letter for letter.

Expected words and numbers come from `tests/oracle/domain`, copied from what was published
or reproduced; none is made up here.
"""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from forms import library
from forms.questionnaire import Question, Questionnaire

DOMAIN = Path(__file__).parents[1] / "oracle" / "domain"


@pytest.fixture
def form_2022() -> Any:
    return _told("sipas-form-2022")


# The ministry's form of 2022.


def test_33_satisfaction_items_in_4_and_5_factors_letter_for_letter(form_2022: Any) -> None:
    halves = [form_2022["satisfaction"][half]["factors"] for half in ("policy", "service")]
    factors = [factor for half in halves for factor in half]
    expected = [(f["name_vi"], [item["text_vi"] for item in f["items"]]) for f in factors]
    assert [len(half) for half in halves] == [4, 5]
    assert sum(len(items) for _name, items in expected) == 33
    asked_for = _on_scale(library.find("sipas-2022", 1), "satisfaction")
    assert [(q.words["vi"], _rows(q)) for q in asked_for] == _nfc(expected)
    codes = [row.code for question in asked_for for row in question.rows]
    assert codes == [f"i{item['number']}" for factor in factors for item in factor["items"]]


def test_perceptions_are_those_of_the_form_in_its_order(form_2022: Any) -> None:
    form = library.find("sipas-2022", 1)
    expected = [p["text_vi"] for p in form_2022["perception"]]
    words = [question.words["vi"] for question in form.questions]
    assert [each for each in words if each in expected] == _nfc(expected)
    for perception in form_2022["perception"]:
        question = form.questions[words.index(perception["text_vi"])]
        assert question.kind == perception["kind"]
        offered = perception.get("rows", perception.get("options"))
        assert _rows(question) or _choices(question) == _nfc(offered)
        if question.rows:
            assert _rows(question) == _nfc(offered)
            assert sorted(_steps(question)) == sorted(_nfc(perception["scale"]))


def test_expectations_and_the_last_question_are_those_of_the_form(form_2022: Any) -> None:
    form = library.find("sipas-2022", 1)
    question = form.question("priority")
    assert question is not None
    assert question.words["vi"] == form_2022["expectation"]["text_vi"]
    assert [(row.code, row.words["vi"]) for row in question.rows] == [
        (f"e{number}", text) for number, text in _nfc(form_2022["expectation"]["rows"])
    ]
    assert _steps(question) == _nfc(form_2022["expectation"]["scale"])[::-1]
    assert form.questions[-1].words["vi"] == form_2022["other"]["text_vi"]


def test_the_scale_of_satisfaction_is_the_forms(form_2022: Any) -> None:
    question = _on_scale(library.find("sipas-2022", 1), "satisfaction")[0]
    assert _steps(question) == _nfc(form_2022["satisfaction"]["scale"])
    assert question.scale is not None
    assert question.scale.satisfied == {4, 5}


def test_demographics_are_the_forms_with_its_slips_mended(form_2022: Any) -> None:
    form = library.find("sipas-2022", 1)
    for told in form_2022["demographics"]:
        question = form.question(told["code"])
        assert question is not None
        expected = [option.removesuffix(" (ghi rõ)") for option in _nfc(told["options"])]
        found = _choices(question)
        if told["code"] == "age":  # its first two bands overlap at 25
            assert (expected[0], found[0]) == ("18 - 25 tuổi", "18 - 24 tuổi")
            assert "sửa" in question.source
            expected, found = expected[1:], found[1:]
        assert (question.words["vi"], found) == (told["text_vi"], expected)


# The sets of 2017 and 2023.


def test_2017_has_22_criteria_in_five_factors() -> None:
    told = next(each for each in _told("sipas")["versions"] if each["id"] == "QD2640-2017")
    factors = _on_scale(library.find("sipas-2017", 1), "satisfaction")
    expected = [(f["name"], [c["text_vi"] for c in f["criteria"]]) for f in told["factors"]]
    assert [(q.words["vi"], _rows(q)) for q in factors] == _nfc(expected)
    assert len(expected) == 5
    assert sum(len(question.rows) for question in factors) == told["criteria_total"] == 22


def test_2023_asks_nine_policy_groups_for_each_of_four_factors() -> None:
    policy, _service = _halves_2023()
    groups = [group["text_vi"] for group in policy["policy_groups"]]
    form = library.find("sipas-2023", 1)
    matrices = [form.question(factor["code"].lower()) for factor in policy["factors"]]
    assert (len(groups), len(matrices)) == (9, 4)
    for factor, question in zip(policy["factors"], matrices, strict=True):
        assert question is not None
        assert _rows(question) == _nfc(groups)
        assert factor["text_vi"] in question.source


def test_2023_asks_five_service_factors_and_says_which_items_are_unknown() -> None:
    _policy, service = _halves_2023()
    form = library.find("sipas-2023", 1)
    assert len(service["factors"]) == 5
    for factor in service["factors"]:
        question = form.question(factor["code"].lower())
        assert question is not None
        assert factor["name"] in question.source
        if factor["criteria"]:
            assert _rows(question) == _nfc([each["text_vi"] for each in factor["criteria"]])
        else:
            assert question.kind == "scale"
            assert "chưa thấy lời các tiêu chí" in question.source


def test_2023_asks_eight_perceptions_and_ten_expectations() -> None:
    told = next(each for each in _told("sipas")["versions"] if each["id"] == "QD1001-2023")
    perceptions, expectations = told["aspects"][0], told["aspects"][2]
    form = library.find("sipas-2023", 1)
    for criterion in perceptions["criteria"]:
        assert any(f"({criterion['text_vi']})" in q.source for q in form.questions), criterion
    expect = form.question("expect")
    assert expect is not None
    wishes = [choice.words["vi"] for choice in expect.choices if not choice.is_exclusive]
    assert wishes == _nfc([each["text_vi"] for each in expectations["criteria"]])
    assert len(wishes) == expectations["count"]


# PAPI's contents, and the areas of the reform index.


def test_every_sub_dimension_of_papi_is_asked_about() -> None:
    dimensions = _told("papi")["dimensions"]
    form = library.find("papi-local", 1)
    sections = {section.code: section for section in form.sections}
    count = 0
    for dimension in dimensions:
        section = sections[dimension["code"].lower()]
        assert section.title == {"vi": dimension["name_vi"], "en": dimension["name_en"]}
        for sub in dimension["sub_dimensions"]:
            start = f"d{sub['code'].replace('.', '_')}_"
            own = [question for question in section.questions if question.code.startswith(start)]
            assert own, sub
            assert all(f"{sub['code']} ({sub['name_vi']})" in question.source for question in own)
            from_memory = "memory" in sub["provenance"]
            assert all(("theo trí nhớ" in q.source) == from_memory for q in own)
            count += 1
    newest = _told("papi")["meta"]["counts"]["2020+"]
    assert (len(dimensions), count) == (newest["dimensions"], newest["sub_dimensions"])


def test_officials_are_asked_about_each_area_of_the_index() -> None:
    version = next(v for v in _told("par_index")["versions"] if v["id"] == "876-2022-tinh")
    sections = [s for s in library.find("officials", 1).sections if s.code.startswith("area_")]
    assert [section.title["vi"] for section in sections] == _nfc(version["area_names"])
    assert len(sections) == version["stated"]["areas"]


def _told(name: str) -> Any:
    return json.loads((DOMAIN / f"{name}.json").read_text(encoding="utf-8"))


def _halves_2023() -> Any:
    told = next(each for each in _told("sipas")["versions"] if each["id"] == "QD1001-2023")
    return told["aspects"][1]["halves"]


def _nfc(told: Any) -> Any:
    if isinstance(told, str):
        return unicodedata.normalize("NFC", told)
    return type(told)(map(_nfc, told)) if isinstance(told, list | tuple) else told


def _on_scale(questionnaire: Questionnaire, scale: str) -> list[Question]:
    return [q for q in questionnaire.questions if q.scale is not None and q.scale.code == scale]


def _rows(question: Question) -> list[str]:
    return [row.words["vi"] for row in question.rows]


def _choices(question: Question) -> list[str]:
    return [choice.words["vi"] for choice in question.choices]


def _steps(question: Question) -> list[str]:
    assert question.scale is not None
    return [option.words["vi"] for option in question.scale.options]
