import gzip


def test_a_page_is_compressed_for_whoever_can_read_it(client):
    plain = client.get("/q/", headers={"Accept-Encoding": "identity"})
    packed = client.get("/q/", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.get_data()) == plain.get_data()
    assert len(packed.get_data()) < len(plain.get_data()) / 2
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_a_short_word_is_sent_as_it_is(client):
    assert (
        "Content-Encoding"
        not in client.get("/healthz", headers={"Accept-Encoding": "gzip"}).headers
    )
