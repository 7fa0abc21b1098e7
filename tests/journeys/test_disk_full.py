"""The disk is full: citizens are told so, what was acknowledged stays, and it goes on after."""

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import SqliteDatabases
from tests.journeys.crowd import Crowd, Told, identity, post
from tests.journeys.ledger import demand_all_kept
from tests.journeys.small_disk import LimitedFiles, SmallDisk, small_disk
from tests.journeys.town import SECRETS, Town, found_town
from tests.live import LiveServer
from tests.page import page_of

MOST = 400


@pytest.fixture(params=["its own disk", "files that may not grow"])
def disk(request, tmp_path: Path) -> Iterator[SmallDisk]:
    if request.param == "its own disk":
        with small_disk(tmp_path / "disk") as lent:
            yield lent
    else:
        (tmp_path / "disk").mkdir()
        yield LimitedFiles(tmp_path / "disk")


def test_answers_outlive_a_full_disk(disk: SmallDisk, tmp_path: Path):
    with SqliteDatabases(disk.folder).fresh() as url:
        town = found_town(url)
        with LiveServer(url, tmp_path / "var", SECRETS) as server:
            crowd = Crowd(server.port, town)
            assert _hand_in(crowd, town).status == 200
            disk.fill(server)
            refused = _until_refused(crowd, town)
            _is_a_clear_page(refused)
            _everything_can_be_read(server, crowd)
            disk.free(server)
            _send_again(crowd, town, refused)
            assert _hand_in(crowd, town).status == 200
            demand_all_kept(server, crowd)


def _hand_in(crowd: Crowd, town: Town, token: str | None = None) -> Told:
    code = town.counters[0][0]
    form = {"_visit": token or town.visit(code), "_language": "vi", "overall": "4"}
    form["comment"] = "Chữ " * 400
    told = post(crowd.port, code, form)
    if told.receipt:
        crowd.sent.add(identity(form["_visit"]))
        crowd.receipts[identity(form["_visit"])].add(told.receipt)
    return told


def _until_refused(crowd: Crowd, town: Town) -> Told:
    for _ in range(MOST):
        told = _hand_in(crowd, town)
        if told.status != 200:
            return told
    raise AssertionError("the disk never filled")


def _is_a_clear_page(told: Told) -> None:
    assert told.status == 503
    assert "phiếu chưa được ghi nhận" in told.page
    assert "gửi lại không bị tính hai lần" in told.page


def _everything_can_be_read(server: LiveServer, crowd: Crowd) -> None:
    paths = ["/healthz", f"/q/{crowd.town.counters[0][0]}"]
    paths += [f"/r/{receipt}" for known in crowd.receipts.values() for receipt in known]
    for path in paths:
        with urllib.request.urlopen(server.url + path, timeout=10) as answer:
            assert answer.status == 200


def _send_again(crowd: Crowd, town: Town, refused: Told) -> None:
    token = page_of(refused.page, "").fields["_visit"]
    again = _hand_in(crowd, town, token)
    assert (again.status, bool(again.receipt)) == (200, True)
