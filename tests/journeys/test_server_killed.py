"""kill -9 in the middle of a busy morning: nothing acknowledged is lost or counted twice."""

import os
import random
import signal

from tests.journeys.crowd import Crowd
from tests.journeys.ledger import demand_all_kept
from tests.live import LiveServer

KILLS = 4


def test_answers_outlive_the_server(server: LiveServer, crowd: Crowd):
    luck = random.Random(9)
    with crowd.answering():
        for number in range(KILLS):
            crowd.wait_for(luck.randint(10, 30))
            if number % 2:
                server.kill_hard()
                server.start()
            else:
                os.kill(luck.choice(server.workers()), signal.SIGKILL)
        crowd.wait_for(20)
    assert crowd.statuses[0] > 0, "nobody was cut off: the kills hit nothing"
    assert set(crowd.statuses) <= {0, 200, 503}
    demand_all_kept(server, crowd)
