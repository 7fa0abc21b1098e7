"""Addresses: the e-mail an account is known by, and where sign-in may lead."""

from urllib.parse import urlsplit

LONGEST_EMAIL = 255


def known_as(email: str) -> str:
    """Return `email` as accounts keep it: no space around it, lower case, nothing unprintable."""
    return "".join(letter for letter in email if letter.isprintable()).strip().lower()


def is_own_path(location: str) -> bool:
    """Whether `location` is a path of ours, by a browser's lenient reading too."""
    # A browser reads "\\" as "/", strips control letters, and takes "//x" for a host.
    if not location.startswith("/") or not location.isprintable() or "\\" in location:
        return False
    try:
        parts = urlsplit(location)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and not location.startswith("//")
