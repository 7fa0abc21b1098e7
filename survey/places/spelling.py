"""Spelling: Vietnamese names as people type them, without marks and in any case.

"đống đa", "Dong Da" and "ĐỐNG ĐA" are one search. Only ever used to look
something up: a name is shown as it was given.
"""

import unicodedata


def folded(text: str) -> str:
    """Return `text` in lower case, without marks, đ as d, single spaces."""
    # đ is a letter of its own to Unicode, not a d with a mark, so it is folded by hand.
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(bare.split())
