"""Receipts: the first sixty bits of a response's link, written for people.

Twelve letters and digits in three groups and a check letter, in Crockford's base 32,
which has no I, L, O or U, so that what is copied by hand can be read back. A receipt
proves that a response stands in the ledger and says nothing of what was answered.
"""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_HEX_DIGITS = 15
_LETTERS = 12


def receipt_of(link: str) -> str:
    """Return the receipt of the response with `link`, as 'XXXX-XXXX-XXXX-C'."""
    number = int(link[:_HEX_DIGITS], 16)
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(_LETTERS)))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}-{_check_letter(letters)}"


def prefix_of(receipt: str) -> str | None:
    """Return the first fifteen hex digits of the link behind `receipt`; None if mistyped."""
    written = _read_as_meant(receipt)
    if len(written) != _LETTERS + 1 or any(letter not in ALPHABET for letter in written):
        return None
    if _check_letter(written[:-1]) != written[-1]:
        return None
    number = 0
    for letter in written[:-1]:
        number = number << 5 | ALPHABET.index(letter)
    return f"{number:0{_HEX_DIGITS}x}"


def _check_letter(letters: str) -> str:
    # ISO 7064's hybrid system, here modulo 33 and 32: it notices every single wrong
    # letter, and unlike Crockford's own check symbols it is always a letter or a digit.
    remainder = 32
    for letter in letters:
        carried = (remainder + ALPHABET.index(letter)) % 32 or 32
        remainder = carried * 2 % 33
    return ALPHABET[(33 - remainder) % 32]


def _read_as_meant(receipt: str) -> str:
    written = receipt.upper().replace("-", "").replace(" ", "")
    return written.replace("O", "0").replace("I", "1").replace("L", "1")
