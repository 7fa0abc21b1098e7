"""Sections are written; parts move and are taken out; nothing hostile changes anything."""

import pytest

from tests.page import read


def test_saving_a_page_as_it_stands_changes_nothing(client, draft):
    for part in ("head", "sections/0", "sections/1/questions/1", "scale?code=satisfaction"):
        page = read(client.get(f"{draft}/{part}"))
        client.post(f"{draft}/{part}", data=page.fields)
    assert "Bản sửa thứ 2" not in read(client.get(f"{draft}/history")).text


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


@pytest.mark.parametrize(
    ("act", "sent", "anchor"),
    [
        ("move", {"section": "0", "question": "0", "way": "down"}, "q-0-1"),
        ("move", {"section": "0", "question": "1", "way": "down"}, "q-1-0"),
        ("move", {"section": "1", "question": "0", "way": "up"}, "q-0-2"),
        ("move", {"section": "0", "question": "0", "way": "up"}, "q-0-0"),
        ("move", {"section": "0", "way": "down"}, "s-1"),
        ("move", {"section": "1", "way": "down"}, "s-1"),
        ("remove", {"section": "0", "question": "1"}, "q-0-0"),
        ("remove", {"section": "0", "question": "0"}, "s-0"),
        ("remove", {"section": "1"}, "s-0"),
        ("sections/0/questions/new/text", {"words": "Mới"}, "end-0"),
    ],
)
def test_an_author_lands_where_the_work_was(client, draft, act, sent, anchor):
    answer = client.post(f"{draft}/{act}", data=sent)
    assert answer.location.endswith(f"#{anchor}")
    assert anchor in {each.get("id") for each in read(client.get(draft)).walk()}


def test_what_was_taken_out_can_be_taken_back_as_the_page_says(client, draft):
    client.post(f"{draft}/remove", data={"section": "0", "question": "1"})
    assert "lấy lại" in read(client.get(draft)).find("div", class_="said").text
    client.post(f"{draft}/history/1")
    assert codes(read(client.get(draft)), 0) == ["overall", "why"]


def test_a_section_is_offered_conditions_on_what_is_asked_before_it(client, draft):
    offered = read(client.get(f"{draft}/sections/1")).find("datalist").find_all("option")
    assert [each["value"] for each in offered] == ["overall <= 3", "why is answered"]
    assert read(client.get(f"{draft}/sections/0")).find_all("datalist") == []
