"""Tablets from the command line."""

import json

from sqlalchemy import select

from survey.diary.models import DiaryEntry
from survey.offline.enrolling import Secret
from tests.factories.devices import Tablet, through


def run(app, *words: str):
    return app.test_cli_runner().invoke(args=["survey", *words])


def test_enrolling_prints_address_and_pin(app, session, client, counter, campaign):
    session.commit()
    told = run(app, "enrol", counter.code.lower())
    assert told.exit_code == 0, told.output
    address, pin = (line.partition(":")[2].strip() for line in told.output.splitlines())
    assert address.startswith("http://langnghe.test/kiosk/#e=")
    assert Tablet(through(client)).enrol(Secret(address[-8:], pin)).status == 200


def test_a_counter_that_is_not_there_is_told(app, session):
    told = run(app, "enrol", "AAAAA")
    assert told.exit_code == 1
    assert "Không có quầy nào đang mở mang mã AAAAA." in told.output


def test_tablets_are_listed_and_revoked(app, tablet, session):
    tablet.sync()
    (listed,) = json.loads(run(app, "kiosks", "--format", "json").output)
    assert (listed["id"], listed["waiting"], listed["revoked"]) == (tablet.id, 0, False)
    assert tablet.id in run(app, "kiosks").output
    assert run(app, "revoke", tablet.id).exit_code == 0
    assert tablet.sync().said["revoked"] is True
    assert session.scalars(select(DiaryEntry.act)).all()[-1] == "kiosk.revoked"
    assert json.loads(run(app, "kiosks", "--format", "json").output)[0]["revoked"] is True
    assert run(app, "revoke", "nobody").exit_code == 1


def test_a_new_seal_is_named(app, tablet):
    told = run(app, "renew-seal")
    assert tablet.fetch().said["seal"]["kid"] in told.output
