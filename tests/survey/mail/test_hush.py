import os
import signal
import threading

import pytest

from survey.mail.hush import Hush


class Stopped(BaseException):
    pass


@pytest.fixture(autouse=True)
def usual():
    def stop(_signal, _frame):
        raise Stopped

    before = {each: signal.signal(each, stop) for each in (signal.SIGTERM, signal.SIGINT)}
    yield
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_call_to_stop_comes_through_at_the_end_and_not_before(stop):
    said = []
    with pytest.raises(Stopped), Hush() as hush:
        hush.begin()
        os.kill(os.getpid(), stop)
        said.append("all of it")
    assert said == ["all of it"]
    with pytest.raises(Stopped):
        signal.raise_signal(stop)


def test_before_the_beginning_it_comes_at_once():
    with pytest.raises(Stopped), Hush():
        signal.raise_signal(signal.SIGTERM)
        pytest.fail("it went on")


def test_beside_the_main_thread_nothing_is_touched():
    def work():
        with Hush() as hush:
            hush.begin()

    thread = threading.Thread(target=work)
    before = signal.getsignal(signal.SIGTERM)
    thread.start()
    thread.join()
    assert signal.getsignal(signal.SIGTERM) is before
