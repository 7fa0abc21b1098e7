"""A real server and a real Chromium: a citizen's phone and a manager's desk.

`live` is a server on an empty database, `demo` one with the demo in it. `phone`,
`desk` and their `_without_script` twins are pages; `axe(page)` demands that the
accessibility engine finds nothing.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlalchemy.orm import Session

from survey.db import open_engine
from tests.browser.interview import carried, field  # noqa: F401
from tests.browser.stand import blank_tablet, hall, office, tablet, way  # noqa: F401
from tests.conftest import CHROMIUM
from tests.live import ROOT, LiveServer

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
# Without the background requests that would look like ours to whoever counts requests.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
]


@pytest.fixture(scope="session")
def live_kind(pytestconfig: pytest.Config) -> str:
    """The database the server stands on: SQLite, unless only PostgreSQL was asked for."""
    asked = pytestconfig.getoption("--database")
    return "postgresql" if asked == "postgresql" else "sqlite"


@pytest.fixture(scope="module")
def live(databases, live_kind: str, tmp_path_factory) -> Iterator[LiveServer]:
    """A server on a fresh, empty database; one for each file of tests."""
    var = tmp_path_factory.mktemp("var")
    with databases(live_kind).fresh() as url, LiveServer(url, var) as server:
        yield server


@pytest.fixture
def live_session(live: LiveServer) -> Iterator[Session]:
    """A session on the live server's database; commit, or the server sees nothing."""
    engine = open_engine(live.database_url)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


@pytest.fixture(scope="session")
def demo(databases, live_kind: str, tmp_path_factory) -> Iterator[LiveServer]:
    """A server with the demo in it, as `make serve` makes it; one for all tests."""
    var = tmp_path_factory.mktemp("demo")
    with databases(live_kind).fresh() as url:
        server = LiveServer(url, var)
        told(server, "survey", "seed-demo")
        with server:
            yield server


def told(server: LiveServer, *words: str) -> str:
    """Return what `flask --app wsgi …` says about this server's installation."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    done = subprocess.run(
        command, cwd=ROOT, env=server.environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page of one's own: `visitor(PHONE, java_script_enabled=False)`."""
    opened: list[BrowserContext] = []

    def open_page(viewport: dict[str, int], **options) -> Page:
        context = chromium.new_context(viewport=viewport, locale="vi-VN", **options)
        context.set_default_timeout(10_000)
        opened.append(context)
        return context.new_page()

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture
def phone(visitor) -> Page:
    return visitor(PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def desk(visitor) -> Page:
    return visitor(DESK)


@pytest.fixture
def phone_without_script(visitor) -> Page:
    return visitor(PHONE, has_touch=True, is_mobile=True, java_script_enabled=False)


@pytest.fixture
def desk_without_script(visitor) -> Page:
    return visitor(DESK, java_script_enabled=False)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Demand that axe-core finds no violation on a page (which needs script on)."""
    source = AXE.read_text()

    def demand_accessible(page: Page) -> None:
        # Evaluated, not added as a tag: the page's own policy forbids the tag.
        page.evaluate(source)
        found = page.evaluate("() => axe.run()")["violations"]
        assert not found, "\n".join(_words(violation) for violation in found)

    return demand_accessible


def _words(violation: dict) -> str:
    where = [node["html"][:160] for node in violation["nodes"][:3]]
    return f"{violation['id']} ({violation['impact']}): {violation['help']} {json.dumps(where)}"
