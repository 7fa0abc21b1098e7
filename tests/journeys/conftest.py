"""A server as it is run, with a town behind it whose counters are open today."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.crowd import Crowd
from tests.journeys.town import SECRETS, Town, found_town
from tests.live import LiveServer


@pytest.fixture
def town(database_url: str) -> Town:
    return found_town(database_url)


@pytest.fixture
def server(database_url: str, town: Town, tmp_path: Path) -> Iterator[LiveServer]:
    with LiveServer(database_url, tmp_path / "var", SECRETS) as served:
        yield served


@pytest.fixture
def crowd(server: LiveServer, town: Town) -> Crowd:
    return Crowd(server.port, town)
