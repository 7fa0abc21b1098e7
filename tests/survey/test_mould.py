import gzip
import subprocess

from hypothesis import given
from hypothesis import strategies as st

from survey.mould import cast

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
pieces = st.lists(words.filter(lambda text: "@" not in text), min_size=1, max_size=5)


@given(pieces, words)
def test_what_is_packed_is_the_page_with_the_word_in_every_gap(parts: list[str], word: str):
    mould = cast("@@".join(parts), "@@")
    wanted = word.join(parts).encode()
    assert mould.plain(word) == wanted
    assert gzip.decompress(mould.packed(word)) == wanted


def test_a_long_page_is_packed_well_and_read_by_the_ordinary_gzip():
    mould = cast("<p>Ông/Bà có hài lòng không?</p>" * 900 + "@@" + "<b>Gửi</b>" * 900, "@@")
    packed = mould.packed("một chữ ký" * 12)
    assert len(packed) < len(mould.plain("")) / 50
    unpacked = subprocess.run(["gzip", "-dc"], input=packed, capture_output=True, check=True)
    assert unpacked.stdout == mould.plain("một chữ ký" * 12)
