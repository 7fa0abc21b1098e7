"""Two people at one draft: both wordings on one page, two buttons, and nothing is lost."""

from tests.page import read

HEAD = {"intro": "Mất nửa phút.", "code": "quay-xa"}


def retitled(client, draft, words, revision, **more):
    fields = {**HEAD, "title": words, "_revision": revision, **more}
    return client.post(f"{draft}/head", data=fields)


def test_the_later_hand_is_shown_both(client, draft):
    retitled(client, draft, "Của họ", 1)
    answer = retitled(client, draft, "Của <b>tôi</b>", 1)
    assert answer.status_code == 409
    page = read(answer)
    assert [pre.text for pre in page.find_all("pre")] == ["Của họ", "Của <b>tôi</b>"]
    assert read(client.get(draft)).h1 == "Của họ"


def test_what_was_sent_stays_on_the_page_and_mine_can_be_kept(client, draft):
    retitled(client, draft, "Của họ", 1)
    page = read(retitled(client, draft, "Của tôi", 1))
    assert page.find("form", action=f"{draft}/head")
    client.post(f"{draft}/head", data={**page.fields, "_keep": "mine"})
    assert read(client.get(draft)).h1 == "Của tôi"
    assert "Của họ" in read(client.get(f"{draft}/history/2")).text


def test_theirs_can_be_kept_with_the_rest_of_mine(client, draft):
    retitled(client, draft, "Của họ", 1)
    page = read(retitled(client, draft, "Của tôi", 1, intro="Lời mới"))
    client.post(f"{draft}/head", data={**page.fields, "_keep": "theirs"})
    page = read(client.get(draft))
    assert page.h1 == "Của họ"
    assert "Lời mới" in page.text


def test_other_parts_are_joined_without_a_question(client, draft):
    retitled(client, draft, "Của họ", 1)
    fields = read(client.get(f"{draft}/sections/0/questions/1")).fields
    answer = client.post(
        f"{draft}/sections/0/questions/1", data={**fields, "words": "Tại sao?", "_revision": 1}
    )
    assert answer.status_code == 302
    page = read(client.get(draft))
    assert page.h1 == "Của họ"
    assert "Tại sao?" in page.text


def test_what_somebody_took_out_meanwhile_is_said(client, draft):
    address = f"{draft}/sections/0/questions/1"
    fields = read(client.get(address)).fields
    client.post(f"{draft}/remove", data={"section": "0", "question": "1"})
    answer = client.post(address, data={**fields, "words": "Tại sao?"})
    assert answer.status_code == 409
    assert "(đã bỏ)" in read(answer).text


def test_a_revision_that_never_was_is_not_there(client, draft):
    assert retitled(client, draft, "X", 99).status_code == 404
    assert retitled(client, draft, "Y", "x" * 50).status_code == 302
    assert retitled(client, draft, "Z", "9" * 50, _keep="magic").status_code in (302, 409)
