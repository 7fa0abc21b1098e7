"""What a citizen's phone fetches, and how long it takes to see it on a slow line."""

import gzip
import re
import urllib.request
from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Browser

from tests.load.chromium import chromium, opened
from tests.load.installation import SideBySide, side_by_side
from tests.load.progress import say
from tests.load.table import Figure, times

LOOKS = 5


def fetched() -> Iterator[Figure]:
    """Measure the page's weight, its requests and its largest paint."""
    say("the page")
    with side_by_side("sqlite") as both, chromium() as browser:
        _dress_the_yardstick(both)
        yield from _weighed(both, browser)
        yield _painted(both, browser)


def _dress_the_yardstick(both: SideBySide) -> None:
    """Let the yardstick say the same words with the same fields, and wear nothing."""
    plain = re.sub(r"<style.*?</style>|<svg.*?</svg>", "", _page(both), flags=re.DOTALL)
    (both.bare.var / "words.html").write_text(plain)
    both.bare.stop()
    both.bare.start()


def _weighed(both: SideBySide, browser: Browser) -> Iterator[Figure]:
    ours = opened(browser, both.ours.url + both.address, slowly=False)
    bare = opened(browser, both.bare.url + "/page", slowly=False)
    body = len(_fetched(both.ours.url + both.address))
    yield Figure(
        "citizen's page, bytes of compressed body",
        f"{body:,}",
        f"{len(_fetched(both.bare.url + '/page')):,}",
        times(body, len(_fetched(both.bare.url + "/page"))),
        "≤ 14,336",
    )
    yield Figure(
        "citizen's page, bytes on the wire with headers",
        f"{ours.bytes_on_the_wire:,}",
        f"{bare.bytes_on_the_wire:,}",
        times(ours.bytes_on_the_wire, bare.bytes_on_the_wire),
        "≤ 14,336",
    )
    yield Figure("citizen's page, requests", f"{ours.requests}", f"{bare.requests}", "–", "1")


def _painted(both: SideBySide, browser: Browser) -> Figure:
    say("  painting on Slow 3G")
    pairs = [
        (
            opened(browser, both.ours.url + both.address, slowly=True).largest_paint,
            opened(browser, both.bare.url + "/page", slowly=True).largest_paint,
        )
        for _ in range(LOOKS)
    ]
    ours, bare = (median(column) for column in zip(*pairs, strict=True))
    return Figure(
        "largest paint, Slow 3G and 4× slower CPU, s",
        f"{ours:.2f}",
        f"{bare:.2f}",
        times(ours, bare),
        "≤ 1.20",
    )


def _page(both: SideBySide) -> str:
    return gzip.decompress(_fetched(both.ours.url + both.address)).decode()


def _fetched(address: str) -> bytes:
    headers = {"Accept-Encoding": "gzip", "Accept-Language": "vi"}
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
        body: bytes = answer.read()
    return body
