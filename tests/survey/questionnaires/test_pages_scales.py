"""Scales and rules are written, taken over and taken out."""

from tests.page import read


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
