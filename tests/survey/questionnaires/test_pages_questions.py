"""Questions of every kind are written, changed and borrowed; what was typed stays."""

import pytest

from forms.kinds import KINDS
from survey.questionnaires.properties import EVERYBODYS, properties_of
from tests.page import read


def codes(page, section):
    items = page.find("section", id=f"s-{section}").find("ol").find_all("li")
    return [i.find("span", class_="code").text for i in items if i.get("id").startswith("q-")]


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


def test_choices_keep_their_order_codes_and_ticks(client, draft):
    fields = {
        "choices-0-words": "Một", "choices-0-place": "3",
        "choices-1-words": "Hai", "choices-1-place": "1", "choices-1-code": "two",
        "choices-2-words": "Không ý nào", "choices-2-exclusive": "1", "choices-2-place": "9",
    }  # fmt: skip
    page = add(client, draft, "choices", words="Vì sao?", source="x", **fields)
    (answers,) = [a for a in page.find_all("ul", class_="answers") if "Hai" in a.text]
    assert answers.text == "Hai two Một mot Không ý nào khong_y_nao (chỉ chọn một mình)"


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
