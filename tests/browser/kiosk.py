"""A tablet in its stand: a Chromium with a profile of its own, and the engine in it.

The engine is driven directly, under the page that a citizen would see; what the screens
show is tested beside this. A `Tablet` can be killed (kill -9) and started again on the
same profile.
"""

import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, BrowserType, Error, Page

from tests.conftest import CHROMIUM

TABLET = {"width": 1280, "height": 800}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
]
_PATIENCE = 30.0

ENGINE = """async () => {
  const address = document.querySelector('script[type=module]').src.replace(/[^/]+$/, 'engine.js');
  window.engine = await import(address);
  await engine.start();
}"""
RATE = """async ({form, times, more}) => {
  const given = [];
  for (let i = 0; i < times; i += 1) {
    const id = engine.newId();
    await engine.record(Object.assign(
      {id, kind: 'rating', form, language: 'vi', took: 9000, soon: false, who: null, reached: null},
      more));
    if (window.kept) window.kept(id);
    given.push(id);
  }
  return given;
}"""

STORED = """([base, store]) => new Promise((resolve, reject) => {
  const asked = indexedDB.open(base);
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => {
    const all = asked.result.transaction(store).objectStore(store).getAll();
    all.onsuccess = () => {
      asked.result.close();
      resolve(JSON.parse(JSON.stringify(all.result)));
    };
  };
})"""


def waited_for(true: Callable[[], Any], what: str, seconds: float = _PATIENCE) -> Any:
    """Return what `true` says once it says anything; fail after a while."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if found := true():
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited in vain for {what}")


class Tablet:
    """One device at one address."""

    where = "/kiosk/"
    base = "langnghe-kiosk"

    def __init__(self, browsers: BrowserType, profile: Path, url: str) -> None:
        self._browsers = browsers
        self.profile = profile
        self.url = url
        self.given: list[str] = []
        self._script: str | None = None
        self.context: BrowserContext
        self.page: Page

    def on(self, script: str | None = None, room: int | None = None) -> "Tablet":
        """Switch on, with `script` run before anything of the page, and bytes of `room`."""
        self._script = script
        self.context = self._browsers.launch_persistent_context(
            str(self.profile),
            executable_path=CHROMIUM,
            args=ARGUMENTS,
            viewport=TABLET,
            locale="vi-VN",
            has_touch=True,
        )
        self.context.set_default_timeout(_PATIENCE * 1000)
        if script:
            self.context.add_init_script(script)
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()
        if room is not None:
            wire = self.context.new_cdp_session(self.page)
            wire.send("Storage.overrideQuotaForOrigin", {"origin": self.url, "quotaSize": room})
        return self.open()

    def open(self, page: Page | None = None) -> "Tablet":
        """Open the page, and hold its engine."""
        here = page or self.page
        here.goto(f"{self.url}{self.where}")
        here.evaluate(ENGINE)
        return self

    def second_tab(self) -> Page:
        page = self.context.new_page()
        self.open(page)
        return page

    def wait_for_the_worker(self) -> None:
        self.page.evaluate("async () => { await navigator.serviceWorker.ready; }")

    def enrol(self, code: str, pin: str) -> None:
        self.page.evaluate(
            "given => engine.enrol(given)", {"code": code, "pin": pin, "name": "Máy thử"}
        )
        self.wait_until("phase", "ready")

    def rate(self, times: int = 1, form: str = "overall=4", **more: object) -> list[str]:
        """Give ratings one after the other; return the ids that the tablet says it kept."""
        given: list[str] = self.page.evaluate(RATE, {"form": form, "times": times, "more": more})
        self.given += given
        return given

    def standing(self) -> dict:
        found: dict = self.page.evaluate("() => engine.standing()")
        return found

    def wait_until(self, what: str, wanted: object, seconds: float = _PATIENCE) -> None:
        try:
            waited_for(lambda: self.standing()[what] == wanted, f"{what} = {wanted}", seconds)
        except AssertionError as vain:
            raise AssertionError(f"{vain}: {self.standing() | {'config': None}}") from None

    def queue(self) -> list[dict]:
        """Return what waits on the disk, as whoever steals the tablet finds it."""
        return self.stored("queue")

    def stored(self, store: str) -> list[dict]:
        """Return all that one of its stores holds."""
        found: list[dict] = self.page.evaluate(STORED, [self.base, store])
        return found

    def identities(self) -> set[str]:
        """Return the devices that this tablet is, or still sends for."""
        return {each["device"] for each in self.stored("identities")}

    def source(self) -> str:
        """Return where the page has its script from, asked again while it is being left."""
        while True:
            with contextlib.suppress(Error):
                asked = "() => document.querySelector('script[type=module]').src"
                return str(self.page.evaluate(asked))

    def send(self) -> None:
        """Let it try now instead of when its patience says so."""
        self.page.evaluate("async () => { await engine.syncNow(); }")

    def drain(self, seconds: float = _PATIENCE) -> None:
        self.send()
        self.wait_until("waiting", 0, seconds)

    def off(self) -> None:
        with contextlib.suppress(Error):
            self.context.close()

    def kill(self) -> None:
        """Kill -9 the browser that we started on this profile, and what it has started."""
        for number in self._processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        waited_for(lambda: not self._processes(), "the browser's end")
        self.off()
        for name in ("SingletonLock", "SingletonCookie", "SingletonSocket"):
            self.profile.joinpath(name).unlink(missing_ok=True)

    def _processes(self) -> list[int]:
        mine = f"--user-data-dir={self.profile}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mine in folder.joinpath("cmdline").read_bytes():
                    found.append(int(folder.name))
        return found
