"""A cheap phone on a slow line: Chromium with an empty cache, throttled or not."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

from tests.conftest import CHROMIUM

_ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
_PHONE = {"width": 360, "height": 740}
_BYTES_A_SECOND = 400_000 / 8
_SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": _BYTES_A_SECOND,
    "uploadThroughput": _BYTES_A_SECOND,
}
_WATCH = """
new PerformanceObserver(seen => { window.largest = seen.getEntries().at(-1).startTime })
  .observe({type: "largest-contentful-paint", buffered: true})
"""


@dataclass(frozen=True)
class Opened:
    """What opening a page took."""

    requests: int
    bytes_on_the_wire: int
    largest_paint: float  # seconds


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium; each page it opens begins with an empty cache."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


def opened(browser: Browser, address: str, *, slowly: bool) -> Opened:
    """Open `address` in a context of its own and say what that took."""
    context = browser.new_context(viewport=_PHONE, locale="vi-VN", is_mobile=True, has_touch=True)
    page = context.new_page()
    page.add_init_script(_WATCH)
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    if slowly:
        wire.send("Network.emulateNetworkConditions", _SLOW_3G)
        wire.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    sizes: list[int] = []
    asked: list[str] = []
    wire.on("Network.requestWillBeSent", lambda seen: asked.append(seen["request"]["url"]))
    wire.on("Network.loadingFinished", lambda seen: sizes.append(int(seen["encodedDataLength"])))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(1000 if slowly else 400)  # whatever else the page may ask for
    largest = float(page.evaluate("window.largest || NaN"))
    context.close()
    # An image inside the page itself (data:) is no request.
    remote = [url for url in asked if not url.startswith("data:")]
    return Opened(len(remote), sum(sizes), largest / 1000)
