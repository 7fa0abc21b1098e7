"""Counter codes: four symbols and a check letter, printed on paper and typed by hand.

The body is written in 23 symbols that are hard to mistake for each other (no
0 and O, no 1, I and L, no 8 and B, no 5 beside S …). The check letter is the
weighted sum of the body modulo 23, a prime: one wrong symbol, or two neighbours
exchanged, always gives a code that is not well formed. That a code was really
given to a counter is for the table to say, not for this module.
"""

from collections.abc import Iterable
from heapq import nsmallest

BODY = "2345679ACEFHJKMNPRTVWXY"
# The sixteen letters of the body keep their value here, so that exchanging the last
# body symbol with the check letter is noticed too; the digits' values go to the rest.
CHECK = "ZBDSGQUACEFHJKMNPRTVWXY"
WEIGHTS = (1, 2, 3, 4)
LENGTH = len(WEIGHTS) + 1
CAPACITY = len(BODY) ** len(WEIGHTS)

# Written to base 23 it is 14·6·21·16: every digit lies between 1 and 21, so from one
# number to the next all four symbols change. No multiple of 23, so nothing repeats.
_STRIDE = 14 * 23**3 + 6 * 23**2 + 21 * 23 + 16
_FARTHEST = 2
_MOST = 5
_SEPARATORS = str.maketrans("", "", "-‐‑–—._")


class OutOfCodes(Exception):
    """Every code there is has been given to a counter."""


def issue(number: int) -> str:
    """Return the code of the `number`-th counter ever made (from 1), the same for ever."""
    if not 1 <= number <= CAPACITY:
        raise OutOfCodes(f"{number} is not between 1 and {CAPACITY}")
    rest = number * _STRIDE % CAPACITY
    body = ""
    for _ in WEIGHTS:
        rest, value = divmod(rest, len(BODY))
        body = BODY[value] + body
    return body + _check_letter(body)


def normal(text: str) -> str:
    """Return `text` as it would be printed: upper case, no spaces, no hyphens.

    Nothing is guessed: an O stays an O and makes the code wrong.
    """
    return "".join(text.split()).translate(_SEPARATORS).upper()


def is_well_formed(code: str) -> bool:
    """Whether `code` could have been issued: right symbols, right check letter."""
    body, check = code[:-1], code[-1:]
    if len(code) != LENGTH or not set(body) <= set(BODY):
        return False
    return check == _check_letter(body)


def nearest(code: str, known: Iterable[str]) -> list[str]:
    """Return at most five of `known` that `code` may have been meant to be, likeliest first.

    One slip away (a symbol wrong, missing or too many, two neighbours exchanged)
    comes before two slips away; farther is not offered.
    """
    asked = normal(code)
    if not LENGTH - _FARTHEST <= len(asked) <= LENGTH + _FARTHEST:
        return []
    shared = len(set(asked)) - _FARTHEST
    likely = (other for other in known if len(set(asked) & set(other)) >= shared)
    ranked = ((_slips(asked, other), other) for other in likely)
    return [other for _, other in nsmallest(_MOST, (r for r in ranked if r[0] <= _FARTHEST))]


def _check_letter(body: str) -> str:
    total = sum(weight * BODY.index(symbol) for weight, symbol in zip(WEIGHTS, body, strict=True))
    return CHECK[total % len(CHECK)]


def _slips(first: str, second: str) -> int:
    # Optimal string alignment: edits, with an exchange of neighbours counted as one.
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(second, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
