"""Sixteen citizens at once, some at one counter, some tapping twice, while somebody counts."""

import threading

from analysis.rollup.advance import catch_up
from survey.db import open_engine
from tests.journeys.crowd import Crowd
from tests.journeys.ledger import demand_all_kept
from tests.live import LiveServer


def test_every_acknowledged_answer_is_kept_once(server: LiveServer, crowd: Crowd):
    counted = _Counting(server.database_url)
    with crowd.answering(), counted:
        crowd.wait_for(200)
    assert counted.error is None
    assert set(crowd.statuses) == {200}
    assert sum(crowd.statuses.values()) > len(crowd.receipts)  # some did tap twice
    demand_all_kept(server, crowd)


class _Counting:
    """Counts the ledger over and over while others write to it, as a busy office's page does."""

    def __init__(self, database_url: str) -> None:
        self.error: BaseException | None = None
        self._engine = open_engine(database_url)
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._count)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_raised: object) -> None:
        self._is_over.set()
        self._thread.join()
        self._engine.dispose()

    def _count(self) -> None:
        try:
            while not self._is_over.wait(0.2):
                catch_up(self._engine, budget_seconds=0.1)
        except BaseException as error:  # noqa: BLE001  a thread's failure is told by the test
            self.error = error
