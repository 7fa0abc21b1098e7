"""What conditions say is held against the questions they look at."""

import time
from copy import deepcopy
from pathlib import Path

import pytest

from forms import check_flow, reading
from tests.forms.parts import MOOD, choices, document, overall, question, section
from tests.forms.small import EVERYTHING, everything, everything_written

WHY = question("why", "choices", choices=choices("a", "b", "none", none={"exclusive": True}))
DAY = question("day", "date", least="2026-01-01", most="2026-12-31")
AGE = question("age", "number", least=0, most=120)


def flow(*asked: dict, **said) -> dict[str, str]:
    """Return what is wrong with one section of questions, by place."""
    found = reading.faults_of(document(section("all", *asked), **said))
    return {fault.where.replace("sections[0].questions", "q"): fault.what for fault in found}


def last(when: str, *asked: dict) -> str:
    """Return what is wrong with a question asked `when`, after those `asked`."""
    found = flow(*asked, question("last", when=when))
    assert set(found) <= {f"q[{len(asked)}].when"}
    return "".join(found.values())


def test_everything_there_is_has_no_fault() -> None:
    assert check_flow.faults(everything()) == []


def test_an_unknown_question_is_told() -> None:
    assert last("nobody = 1", overall()) == "không có câu hỏi 'nobody'"
    assert last("overall = nobody", overall()) == "không có câu hỏi 'nobody'"
    assert last('nobody has "x"', overall()) == "không có câu hỏi 'nobody'"


def test_a_line_that_is_no_condition_is_told() -> None:
    assert "không hiểu được" in last("overall ? 3", overall())


def test_a_later_question_is_told() -> None:
    found = flow(question("first", when="overall <= 3"), overall())
    assert found == {"q[0].when": "câu 'overall' được hỏi sau; điều kiện chỉ nhìn về các câu trước"}


def test_a_loop_is_told_from_end_to_end() -> None:
    one = question("one", "yes_no", when='two = "yes"')
    two = question("two", "yes_no", when='three = "yes"')
    three = question("three", "yes_no", when='one = "yes"')
    assert flow(one, two, three)["q[0].when"] == "vòng lặp: one → two → three → one"
    assert flow(question("one", when="one is answered")) == {"q[0].when": "vòng lặp: one → one"}


def test_a_loop_through_a_section_is_told() -> None:
    written = document(
        section("first", question("one", "yes_no", when='two = "yes"')),
        section("then", question("two", "yes_no"), when='one = "yes"'),
    )
    (fault,) = reading.faults_of(written)
    assert (fault.where, fault.what) == (
        "sections[0].questions[0].when",
        "vòng lặp: one → two → one",
    )


def test_a_section_may_not_look_into_itself() -> None:
    written = document(section("s", overall(), question("two"), when="overall <= 3"))
    assert [fault.where for fault in reading.faults_of(written)] == ["sections[0].when"]


def test_questions_that_all_look_at_each_other_are_told_soon() -> None:
    asked = [question("q0", "yes_no", when="q39 is answered")]
    for n in range(1, 40):
        before = " or ".join(f"q{k} is answered" for k in range(max(n - 3, 1), n))
        asked.append(question(f"q{n}", "yes_no", **({"when": before} if before else {})))
    begun = time.perf_counter()
    assert "được hỏi sau" in flow(*asked)["q[0].when"]
    assert time.perf_counter() - begun < 1


def test_an_answer_nobody_can_give_is_told() -> None:
    assert "không phải câu trả lời" in last("overall = 9", overall())
    assert "không có ý" in last('why has "c"', WHY)


@pytest.mark.parametrize(
    ("when", "asked"),
    [
        ("overall <= 2 and overall >= 4", [overall()]),
        ("overall = 1 and overall = 2", [overall()]),
        ("overall <= 3 and not overall <= 4", [overall()]),
        ("overall is skipped and overall = 1", [overall()]),
        ("not (overall is answered or overall is skipped)", [overall()]),
        ("not overall is answered", [overall(required=True)]),
        ('why has "none" and why has "a"', [WHY]),
        ('count(why) > 1 and why has "none"', [WHY]),
        ('count(why) > 2 and not why has "none"', [WHY]),
        ('count(why) = 1 and why has "a" and why has "b"', [WHY]),
        ("age < 18 and age > 60", [AGE]),
        ("age > 17 and age < 18", [AGE]),
        ("not age <= 120 and age is answered", [AGE]),
        ('day < "2026-03-01" and day > "2026-03-01"', [DAY]),
        ('day > "2026-03-01" and day < "2026-03-02"', [DAY]),
        ("mid is answered", [overall(), question("mid", when="overall = 1 and overall = 2")]),
        ("mid is answered and overall >= 4", [overall(), question("mid", when="overall <= 3")]),
        (
            'b = "yes" and overall >= 4',
            [
                overall(),
                question("a", "yes_no", when="overall <= 3"),
                question("b", "yes_no", when='a = "no"'),
            ],
        ),
        ("a is skipped and overall >= 4", [overall(), question("a", when="overall <= 3")]),
    ],
)
def test_a_question_on_no_path_is_told(when: str, asked: list[dict]) -> None:
    found = flow(*asked, question("last", when=when))
    assert found[f"q[{len(asked)}].when"] == "không có cách trả lời nào dẫn tới câu hỏi này"


@pytest.mark.parametrize(
    "when",
    [
        "overall is answered or not overall is answered",
        "not overall = 9 or overall = 1",
        "overall >= 1",
        "overall != 3",
    ],
)
def test_a_condition_that_nearly_always_holds_is_no_fault(when: str) -> None:
    assert last(when.replace("= 9", "= 5"), overall()) == ""


def test_two_ways_to_one_question_are_one_too_many_for_nobody() -> None:
    asked = [
        overall(),
        question("low", "yes_no", when="overall <= 2"),
        question("high", "yes_no", when="overall >= 4"),
    ]
    assert last('low = "yes" or high = "yes"', *asked) == ""
    assert "không có cách" in last('low = "yes" and high = "yes"', *asked)


def test_a_section_nobody_reaches_is_told_at_each_of_its_questions() -> None:
    written = document(
        section("first", overall()),
        section("then", question("one"), question("two"), when="overall = 1 and overall = 2"),
    )
    found = [fault.where for fault in reading.faults_of(written)]
    assert found == ["sections[1].questions[0]", "sections[1].questions[1]"]


def test_choices_from_elsewhere_must_be_there() -> None:
    def taken(among: str, *codes: str) -> str:
        best = question("best", "choice", among=among, choices=choices(*codes))
        return "".join(flow(overall(), WHY, best, question("late", "line")).values())

    assert taken("why", "a", "b") == ""
    assert taken("why", "a", "c") == "câu 'why' không có ý 'c'"
    for among in ("nobody", "overall", "late", "best"):
        assert taken(among, "a", "b") == f"{among!r} không phải câu chọn nhiều ý đứng trước"


def test_a_choice_among_what_nobody_can_have_ticked_is_on_no_path() -> None:
    best = question("best", "choice", among="why", choices=choices("a", "b"), when='why has "none"')
    assert "không có cách trả lời" in "".join(flow(WHY, best).values())


def test_a_constraint_is_held_to_the_same_rules() -> None:
    def constrained(line: str) -> dict[str, str]:
        rule = {"code": "r", "rule": line, "words": {"vi": "Xin xem lại."}}
        return flow(overall(), AGE, rules=[rule])

    assert constrained("age >= overall") == {}
    assert "không có câu hỏi" in constrained("age >= nobody")["rules[0].rule"]
    assert "ràng buộc không hiểu được" in constrained("age >=")["rules[0].rule"]
    assert "không bao giờ đúng" in constrained("age > 120")["rules[0].rule"]


def test_each_fault_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    text = EVERYTHING.read_text(encoding="utf-8")
    for right, wrong, what in (
        ("when: count(why) > 1", "when: count(wye) > 1", "không có câu hỏi 'wye'"),
        ("when: count(why) > 1", "when: children > 1", "'children' được hỏi sau"),
        ("when: count(why) > 1", "when: worst is answered", "vòng lặp: worst → worst"),
        ("when: count(why) > 1", "when: count(why) > 9", "không bao giờ đúng"),
        ("when: overall is answered", "when: why is what", "phải là một trong"),
        ("rule: children <= household", "rule: children <= welcome", "không so sánh"),
        ("when: household is answered", "when: overall = 1 and overall = 2", "không có cách"),
    ):
        folder = tmp_path / "everything"
        folder.mkdir(exist_ok=True)
        (folder / "overall.vi.opus").write_bytes(b"OggS")
        path = folder / "1.yaml"
        path.write_text(text.replace(right, wrong), encoding="utf-8")
        line = next(n for n, each in enumerate(text.splitlines(), 1) if right in each)
        (told,) = reading.faults_in(path)
        assert told.startswith(f"{path}:{line}: ")
        assert what in told


def test_five_hundred_questions_in_ten_languages_are_checked_within_a_second() -> None:
    languages = ["vi", "en", "km", "lo", "th", "my", "zh", "ja", "ko", "fr"]
    asked: list[dict] = [overall()]
    for n in range(1, 500):
        kind = ("scale", "yes_no", "number", "choices")[n % 4]
        more = {"scale": {"scale": "mood"}, "choices": {"choices": choices(*"abcde")}}.get(kind, {})
        back = asked[max(n - 4, 0)]
        when = {
            "scale": f"{back['code']} <= 3",
            "yes_no": f'{back["code"]} = "yes"',
            "number": f"{back['code']} > 10",
            "choices": f'{back["code"]} has "a" or count({back["code"]}) > 2',
        }[back["kind"]]
        asked.append(question(f"q{n}", kind, when=f"{when} or overall <= 2", **more))
    written = document(
        *(section(f"s{n}", *asked[n : n + 10], page=True) for n in range(0, 500, 10)),
        languages=languages,
    )
    spoken = deepcopy(written)
    _speak(spoken, languages)
    begun = time.perf_counter()
    assert reading.faults_of(spoken) == []
    took = time.perf_counter() - begun
    print(f"500 questions, {len(languages)} languages: {took:.2f} s")
    assert took < 1


def _speak(part: object, languages: list[str]) -> None:
    if isinstance(part, dict):
        if set(part) == {"vi"}:
            part.update(dict.fromkeys(languages, part["vi"]))
        for inner in part.values():
            _speak(inner, languages)
    if isinstance(part, list):
        for inner in part:
            _speak(inner, languages)


def test_it_is_the_flow_of_what_is_written_that_counts() -> None:
    written = everything_written()
    written["scales"]["mood"] = MOOD
    assert reading.faults_of(written, shelves=EVERYTHING.parent.parent) == []
