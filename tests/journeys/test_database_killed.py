"""PostgreSQL is killed while citizens answer: they are told, they send again, nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import PostgresDatabases
from tests.journeys.crowd import Crowd
from tests.journeys.ledger import demand_all_kept
from tests.journeys.town import SECRETS, found_town
from tests.live import LiveServer
from tests.postgres import NoPostgres, PrivatePostgres, binaries

KILLS = 3


@pytest.fixture
def postgres() -> Iterator[PrivatePostgres]:
    try:
        binaries()
    except NoPostgres as reason:
        pytest.skip(f"no PostgreSQL: {reason}")
    with PrivatePostgres() as started:
        yield started


def test_answers_outlive_the_database(postgres: PrivatePostgres, tmp_path: Path):
    with PostgresDatabases(postgres.url).fresh() as url:
        town = found_town(url)
        with LiveServer(url, tmp_path / "var", SECRETS) as server:
            crowd, workers = Crowd(server.port, town), server.workers()
            with crowd.answering():
                for _ in range(KILLS):
                    crowd.wait_for(25)
                    postgres.kill_hard()
                    postgres.start()
                crowd.wait_for(25)
            assert crowd.statuses[503] > 0, "nobody was told: the kills hit nothing"
            assert set(crowd.statuses) == {200, 503}
            assert crowd.lost_their_form == []
            assert server.workers() == workers
            demand_all_kept(server, crowd)
