from tests.page import read


def test_a_mistyped_code_is_told_and_the_nearest_counters_offered(client, place):
    code = place.counter.code
    wrong = code[:3] + ("A" if code[3] != "A" else "C") + code[4]
    page = read(client.get(f"/q/{wrong}"))
    assert (page.status, page.h1) == (404, "Không có quầy nào mang mã này")
    assert f"/q/{code}" in page.links.values()
    assert read(client.post(f"/q/{wrong}", data={"overall": "5"})).status == 404


def test_a_counter_is_found_by_its_place_without_marks(client, place):
    found = read(client.get("/q/?s=ia le"))
    assert f"/q/{place.counter.code}" in found.links.values()
    assert "Không tìm thấy quầy nào" in read(client.get("/q/?s=xyz")).text
