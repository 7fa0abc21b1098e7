"""Our keys are made once, whoever comes first, and the older ones still open."""

import threading

import pytest

from survey.offline import keys


@pytest.fixture(autouse=True)
def inside(app):
    with app.app_context():
        yield


@pytest.mark.only_on("sqlite")
def test_whoever_comes_second_finds_the_first_ones_key(app, settings):
    found = []

    def look() -> None:
        with app.app_context():
            found.append((keys.kid_of(keys.signing_key()), keys.seal_key()[0]))

    lookers = [threading.Thread(target=look) for _ in range(12)]
    for looker in lookers:
        looker.start()
    for looker in lookers:
        looker.join()
    assert len(set(found)) == 1
    assert len(found) == 12
    folder = settings.var / "kiosk_keys"
    assert sorted(path.name for path in folder.iterdir()) == ["seal-0001.pem", "sign.pem"]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.only_on("sqlite")
def test_a_renewed_seal_is_used_and_the_older_one_still_opens(app):
    first, _key = keys.seal_key()
    second = keys.renew_seal()
    assert keys.seal_key()[0] == second != first
    assert set(keys.seal_keys()) == {first, second}


def test_letters_under_an_older_seal_are_opened(tablet):
    identity = tablet.rate()
    keys.renew_seal()
    assert identity in tablet.sync().receipts
    told = tablet.fetch().said["seal"]
    assert told["kid"] != tablet.seal["kid"]
    tablet.seal = told
    assert tablet.rate() in tablet.sync().receipts


def test_letters_under_a_lost_seal_are_set_aside(tablet, settings):
    keys.renew_seal()
    identity = tablet.rate()
    (settings.var / "kiosk_keys" / "seal-0001.pem").unlink()
    assert tablet.sync().aside == {identity: "foreign"}
