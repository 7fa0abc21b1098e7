"""What every test may ask for: a real database, the application on it, a clock.

A test that asks for a database runs once on SQLite and once on PostgreSQL.
`REQUIRE_ALL=1` (CI) turns every skip into a failure.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from sqlalchemy.orm import Session

from survey.settings import Settings
from tests.clock import SettableClock
from tests.completeness import (  # noqa: F401  (pytest finds these hooks by their names)
    pytest_make_collect_report,
    pytest_runtest_makereport,
    pytest_terminal_summary,
)
from tests.databases import SqliteDatabases, postgres_databases
from tests.postgres import NoPostgres, binaries

DATABASES = ("sqlite", "postgresql")
CHROMIUM = "/usr/bin/chromium"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=(*DATABASES, "both"), default="both")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: drives a real Chromium")
    config.addinivalue_line("markers", "only_on(database): about one of the two databases")
    # CI tries the same examples at each run, so that a fault is the change's; whoever runs
    # the suite by hand tries others each time. No example fails by the clock.
    is_ci = bool(os.environ.get("REQUIRE_ALL"))
    hypothesis_settings.register_profile("house", deadline=None, derandomize=is_ci)
    hypothesis_settings.load_profile("house")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" not in metafunc.fixturenames:
        return
    only = metafunc.definition.get_closest_marker("only_on")
    kinds = only.args if only else DATABASES
    metafunc.parametrize("database_kind", kinds)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    chosen = config.getoption("--database")
    left_out = [item for item in items if not _is_chosen(item, chosen)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def _is_chosen(item: pytest.Item, chosen: str) -> bool:
    callspec = getattr(item, "callspec", None)
    kind = callspec.params.get("database_kind") if callspec else None
    return chosen == "both" or kind in (None, chosen)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and not shutil.which(CHROMIUM):
        pytest.skip("no Chromium: apt-get install chromium")


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], object]]:
    """Return the maker of fresh databases of a kind, started when first asked for."""
    with ExitStack() as stack:
        started: dict[str, object] = {}

        def of_kind(kind: str) -> object:
            if kind not in started and kind == "sqlite":
                started[kind] = SqliteDatabases(tmp_path_factory.mktemp("sqlite"))
            if kind not in started:
                started[kind] = stack.enter_context(postgres_databases())
            return started[kind]

        yield of_kind


@pytest.fixture
def database_url(databases, database_kind: str) -> Iterator[str]:
    """A database nobody has written to, at the newest schema."""
    if database_kind == "postgresql" and not os.environ.get("TEST_DATABASE_URL"):
        try:
            binaries()
        except NoPostgres as reason:
            pytest.skip(f"no PostgreSQL: {reason}")
    with databases(database_kind).fresh() as url:
        yield url


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
def settings(database_url: str, tmp_path) -> Settings:
    var = tmp_path / "var"
    var.mkdir()
    # No glance is remembered: a test sees at once what it has just changed.
    address = "http://langnghe.test"
    return Settings(var, database_url, "a test's key", "a test's salt", 8000, address, 0.0)


@pytest.fixture
def app(settings: Settings, clock: SettableClock) -> Iterator[Flask]:
    """The whole application on a fresh database; `app.clock` is the settable clock."""
    from wsgi import create_app

    made = create_app(settings, clock=clock)
    made.testing = True
    made.clock = clock
    yield made
    made.extensions["engine"].dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The test's own session; each request of `client` commits it first."""
    with Session(app.extensions["engine"]) as opened:
        yield opened


@pytest.fixture
def client(app: Flask, session: Session) -> FlaskClient:
    """A visitor without script; what the test made is committed before each request."""

    class Visitor(FlaskClient):
        def open(self, *args, **kwargs):
            session.commit()
            return super().open(*args, **kwargs)

    app.test_client_class = Visitor
    return app.test_client()
