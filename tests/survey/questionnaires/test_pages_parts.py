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
