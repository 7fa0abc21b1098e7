from hypothesis import given
from hypothesis import strategies as st

from survey.responses.receipts import ALPHABET, prefix_of, receipt_of

links = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(links)
def test_a_receipt_leads_back_to_the_start_of_its_link(link: str) -> None:
    assert prefix_of(receipt_of(link)) == link[:15]


@given(links)
def test_a_receipt_is_read_as_people_write_it(link: str) -> None:
    written = receipt_of(link).lower().replace("-", " ")
    assert prefix_of(written.replace("0", "o").replace("1", "l")) == link[:15]


@given(links, st.integers(0, 12), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(link: str, at: int, letter: str) -> None:
    letters = list(receipt_of(link).replace("-", ""))
    if letters[at] == letter:
        return
    letters[at] = letter
    assert prefix_of("".join(letters)) is None


def test_sixty_bits_are_written_in_crockfords_letters() -> None:
    # douglascrockford.com/base32.html: 16 is G, 31 is Z.
    assert receipt_of("0000000000003f0" + "0" * 49).startswith("0000-0000-00ZG-")


@given(links)
def test_a_receipt_is_letters_and_digits_only(link: str) -> None:
    assert receipt_of(link).replace("-", "").isalnum()


def test_what_is_no_receipt_leads_nowhere() -> None:
    for wrong in ("", "0", "0000-0000-000G", "0000-0000-000G-H", "!!!!-!!!!-!!!!-!", "é" * 13):
        assert prefix_of(wrong) is None
