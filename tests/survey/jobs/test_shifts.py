import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.live import ROOT

# The watcher's process writes a line a shift, and ends as it is told to.
WATCHED = """
import os, time
from survey.jobs.shifts import run_shifts

def shift():
    print(os.getpid(), flush=True)
    time.sleep(60)

run_shifts(shift, with_parent=True)
"""


@pytest.fixture
def watcher():
    process = subprocess.Popen(
        [sys.executable, "-c", WATCHED], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    yield process
    process.kill()
    process.wait(10)
    process.stdout.close()


def test_a_shift_that_falls_is_replaced(watcher):
    first = int(watcher.stdout.readline())
    os.kill(first, signal.SIGKILL)
    second = int(watcher.stdout.readline())
    assert second != first
    os.kill(second, signal.SIGKILL)


def test_told_to_stop_it_sends_the_one_at_work_home_first(watcher):
    at_work = int(watcher.stdout.readline())
    watcher.terminate()
    assert watcher.wait(10) == 0
    _wait_until_gone(at_work)


def test_left_by_who_started_it_it_leaves_too():
    # A shell that ends at once leaves the watcher behind.
    left = subprocess.run(
        ["sh", "-c", '"$0" -c "$1" & echo $!; sleep 2', sys.executable, WATCHED],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    for number in left.stdout.split():
        _wait_until_gone(int(number))


def _wait_until_gone(number):
    ends = time.monotonic() + 10
    while _lives(number):
        assert time.monotonic() < ends
        time.sleep(0.1)


def _lives(number):
    try:
        told = Path(f"/proc/{number}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return told.rsplit(")", 1)[1].split()[0] != "Z"
