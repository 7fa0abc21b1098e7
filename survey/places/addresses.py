"""A counter's address: as it is typed, and as its QR carries it.

Built from the installation's public address, never from what a request claims
its host is.
"""

from urllib.parse import urlsplit


def address_of(public_url: str, code: str) -> str:
    """Return the address a citizen opens."""
    return f"{public_url}/q/{code}"


def scanned_address(public_url: str, code: str) -> str:
    """Return the same address as a QR carries it: capitals make a smaller symbol.

    Scheme and host know no case, and our paths do not either; a folder that a proxy
    put us in may, so an address that has one is left as it is.
    """
    address = address_of(public_url, code)
    return address if urlsplit(public_url).path.strip("/") else address.upper()


def short_address(public_url: str, code: str) -> str:
    """Return the address as somebody types it, without the scheme a browser adds."""
    return address_of(public_url, code).split("://", 1)[-1]
