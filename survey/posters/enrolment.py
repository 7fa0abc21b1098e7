"""The card that stands beside a tablet while it is enrolled at its counter.

It carries a code that works once and for a quarter of an hour. The PIN is never on it:
whoever finds the card can do nothing with it.
"""

from urllib.parse import parse_qs, urlsplit

from survey.posters.branding import Branding
from survey.posters.faces import Face
from survey.posters.printing import enrolment


def card(place: Face, address: str, branding: Branding) -> bytes:
    """Return the card as a PDF (A5) whose QR carries `address`, which names the code after #e=."""
    code = parse_qs(urlsplit(address).fragment).get("e", [""])[0]
    return enrolment(place, address, code, branding)
