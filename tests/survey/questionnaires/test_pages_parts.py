"""Composing on the pages: sections, questions of every kind, borrowed ones, moved and taken out."""

import pytest

from forms.kinds import KINDS
from survey.questionnaires.properties import EVERYBODYS, properties_of
from tests.page import read


def question_page(client, draft, kind, section=0):
    return read(client.get(f"{draft}/sections/{section}/questions/new/{kind}"))


def add(client, draft, kind, **fields):
    page = question_page(client, draft, kind)
    answer = client.post(f"{draft}/sections/0/questions/new/{kind}", data={**page.fields, **fields})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return read(client.get(draft))


WRITTEN = {
    "choices": {"choices-0-words": "Chờ", "choices-1-words": "Khác", "choices-1-other": "1"},
    "rows": {"rows-0-words": "Thái độ", "rows-1-words": "Hướng dẫn"},
    "scale": {"scale": "satisfaction"},
    "decimals": {"decimals": "2"},
}


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_question_of_every_kind_is_written_without_a_fault(client, draft, kind):
    needs = KINDS[kind].shape.needs
    fields = {name: value for need in needs for name, value in WRITTEN[need].items()}
    if kind == "ranking":
        del fields["choices-1-other"]
    page = add(client, draft, kind, words="Câu mới?", source="bản mẫu", **fields)
    assert "Câu mới?" in page.text
    assert "Phiếu không có lỗi" in page.text, page.text


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_page_of_a_kind_has_a_field_for_all_it_may_have(client, draft, kind):
    page = question_page(client, draft, kind)
    shape = KINDS[kind].shape
    wanted = {*EVERYBODYS, *shape.needs, *shape.may} - {"audio"}
    there = {control["name"].partition("-")[0] for control in page.controls}
    assert wanted <= there
    assert {each.name for each in properties_of(kind)} == {*wanted, "audio"}


def test_a_question_is_changed_and_other_languages_stay(client, draft):
    address = f"{draft}/sections/0/questions/0"
    page = read(client.get(address))
    client.post(address, data={**page.fields, "words": "Ông/Bà có hài lòng không?"})
    assert "Ông/Bà có hài lòng không?" in read(client.get(draft)).text
    words = read(client.get(f"{draft}/words/en")).fields
    assert words["words:sections[0].questions[0].words"] == "Are you satisfied?"


def test_saving_a_page_as_it_stands_changes_nothing(client, draft):
    for part in ("head", "sections/0", "sections/1/questions/1", "scale?code=satisfaction"):
        page = read(client.get(f"{draft}/{part}"))
        client.post(f"{draft}/{part}", data=page.fields)
    assert "Bản sửa thứ 2" not in read(client.get(f"{draft}/history")).text


def test_choices_keep_their_order_codes_and_ticks(client, draft):
    fields = {
        "choices-0-words": "Một", "choices-0-place": "3",
        "choices-1-words": "Hai", "choices-1-place": "1", "choices-1-code": "two",
        "choices-2-words": "Không ý nào", "choices-2-exclusive": "1", "choices-2-place": "9",
    }  # fmt: skip
    page = add(client, draft, "choices", words="Vì sao?", source="x", **fields)
    (answers,) = [a for a in page.find_all("ul", class_="answers") if "Hai" in a.text]
    assert answers.text == "Hai two Một mot Không ý nào khong_y_nao (chọn riêng)"


def test_what_was_typed_wrong_is_kept_and_said(client, draft):
    page = add(client, draft, "text", words="A", source="x", longest="nhiều", when="overall <=")
    assert "Còn 1 lỗi" in page.text  # conditions are looked at when all else is well
    again = read(client.get(f"{draft}/sections/0/questions/2"))
    assert again.fields["longest"] == "nhiều"
    assert again.find("input", id="longest")["aria-invalid"] == "true"


@pytest.mark.parametrize(
    "hostile",
    ["__import__('os').system('x')", "overall <= 3; drop table", "overall <= 3\u200b", "((((" * 40],
)
def test_a_condition_that_is_none_is_a_fault(client, draft, hostile):
    page = add(client, draft, "text", words="A", source="x", when=hostile)
    assert "Còn 1 lỗi" in page.text


def test_another_kind_keeps_what_both_have(client, draft):
    page = read(client.get(f"{draft}/sections/0/questions/1?kind=yes_no"))
    assert page.fields["words"] == "Vì sao?"
    client.post(f"{draft}/sections/0/questions/1?kind=yes_no", data=page.fields)
    assert "Có hoặc không" in read(client.get(draft)).text


def test_a_question_is_borrowed_with_its_scale(client, draft):
    page = read(client.get(f"{draft}/sections/0/questions/new?words=thoi+gian"))
    button = next(b for b in page.find_all("button", name="question") if "dossier:" in b["value"])
    client.post(f"{draft}/sections/0/questions/borrowed", data={"question": button["value"]})
    page = read(client.get(draft))
    assert "Phiếu không có lỗi" in page.text
    assert len(codes(page, 0)) == 3


@pytest.mark.parametrize("name", ["", "dossier:1.nothing", "dossier:x.overall", "a:1.b", ":"])
def test_what_is_not_on_the_shelf_is_not_borrowed(client, draft, name):
    answer = client.post(f"{draft}/sections/0/questions/borrowed", data={"question": name})
    assert answer.status_code == 404


def codes(page, section):
    items = page.find("section", id=f"s-{section}").find("ol").find_all("li")
    return [i.find("span", class_="code").text for i in items if i.get("id").startswith("q-")]


def test_questions_move_within_and_between_sections(client, draft):
    move = {"section": "0", "question": "1"}
    client.post(f"{draft}/move", data={**move, "way": "up"})
    assert codes(read(client.get(draft)), 0) == ["why", "overall"]
    client.post(f"{draft}/move", data={**move, "way": "down"})
    assert codes(read(client.get(draft)), 1) == ["overall", "speed", "remark"]
    client.post(f"{draft}/move", data={"section": "1", "question": "0", "way": "0"})
    assert codes(read(client.get(draft)), 0) == ["why", "overall"]


def test_sections_are_added_changed_moved_and_taken_out(client, draft):
    client.post(f"{draft}/sections/new", data={"title": "Phần ba", "page": "1"})
    assert "phan_ba" in read(client.get(draft)).find("section", id="s-2").text
    client.post(f"{draft}/move", data={"section": "2", "way": "up"})
    assert "phan_ba" in read(client.get(draft)).find("section", id="s-1").text
    client.post(f"{draft}/remove", data={"section": "1"})
    assert "phan_ba" not in read(client.get(draft)).text
    client.post(f"{draft}/remove", data={"section": "0", "question": "1"})
    assert codes(read(client.get(draft)), 0) == ["overall"]


@pytest.mark.parametrize(
    ("act", "sent", "status"),
    [
        ("move", {"section": "9", "way": "up"}, 404),
        ("move", {"section": "0", "question": "9", "way": "up"}, 404),
        ("move", {"section": "x", "way": "up"}, 400),
        ("move", {"section": "0", "way": "sideways"}, 400),
        ("move", {"section": "0", "question": "0", "way": "7"}, 404),
        ("remove", {}, 400),
        ("remove", {"section": "9"}, 404),
        ("sections/9", {"title": "X"}, 404),
        ("sections/0/questions/9", {"words": "X"}, 404),
        ("sections/9/questions/new/text", {"words": "X"}, 404),
        ("sections/0/questions/new/magic", {"words": "X"}, 404),
        ("rules/0", {"rule": "x"}, 404),
        ("scale?code=nothing", {}, 404),
        ("scales/new", {"scale": "nothing"}, 404),
    ],
)
def test_what_is_not_there_cannot_be_changed(client, draft, act, sent, status):
    assert client.post(f"{draft}/{act}", data=sent).status_code == status
    assert "Bản sửa thứ 2" not in read(client.get(f"{draft}/history")).text


def test_two_megabytes_are_refused_and_nothing_is_lost(client, draft):
    answer = client.post(f"{draft}/head", data={"title": "a" * 2_000_000})
    assert answer.status_code == 413
    assert read(client.get(draft)).h1 == "Ý kiến ở quầy"


def test_half_letters_and_nul_do_not_break_the_page(client, draft):
    client.post(
        f"{draft}/head",
        data=b"title=%00a%ED%A0%80b&code=%00&intro=x",
        content_type="application/x-www-form-urlencoded",
    )
    assert read(client.get(draft)).status == 200
    assert read(client.get("/manage/questionnaires")).status == 200


def test_scales_and_rules_are_written(client, draft):
    page = read(client.get(f"{draft}/scale"))
    steps = {"options-0-value": "0", "options-0-words": "Không", "options-1-value": "1"}
    more = {"options-1-words": "Có", "options-1-satisfied": "1", "code": "short"}
    client.post(f"{draft}/scale", data={**page.fields, **steps, **more})
    assert "short : 0 Không · 1 Có (hài lòng)" in read(client.get(draft)).text
    client.post(f"{draft}/rules/new", data={"rule": "speed <= overall", "words": "Không thể."})
    page = read(client.get(draft))
    assert "speed <= overall" in page.text
    assert "Phiếu không có lỗi" in page.text
    rule = read(client.get(f"{draft}/rules/0"))
    client.post(f"{draft}/rules/0", data={**rule.fields, "remove": "1"})
    client.post(f"{draft}/scale/remove", data={"code": "short"})
    text = read(client.get(draft)).text
    assert "speed <= overall" not in text
    assert "short" not in text


def test_a_scale_is_taken_over(client, draft):
    page = read(client.get(f"{draft}/scales/new"))
    name = page.find_all("button", name="scale")[0]["value"]
    client.post(f"{draft}/scales/new", data={"scale": name})
    assert "Phiếu không có lỗi" in read(client.get(draft)).text
