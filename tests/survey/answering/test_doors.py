from dataclasses import replace
from time import sleep

from sqlalchemy import select

from survey.campaigns.life import close_campaign
from survey.places.counters import close_counter
from survey.responses.models import Response
from tests.factories.campaigns import make_campaign
from tests.page import read
from tests.survey.answering.ledger import how_many


def test_a_code_is_read_as_people_type_it(client, place):
    code = place.counter.code
    for typed in (code.lower(), f"{code[:2]}-{code[2:]}"):
        assert client.get(f"/q/{typed}").status_code == 200
    assert client.get(f"/Q/{code}").status_code == 200


def test_an_ad_hoc_campaign_goes_first_while_it_runs(client, session, place):
    ad_hoc = make_campaign(session, place.commune, kind="ad_hoc")
    sent = read(client.get(place.address)).fields | {"overall": "3"}
    client.post(place.address, data=sent)
    assert session.scalar(select(Response.campaign_id)) == ad_hoc.id


def test_a_closed_counter_says_closed(client, session, place, clock):
    sent = read(client.get(place.address)).fields | {"overall": "3"}
    close_counter(session, place.counter, clock().date())
    page = read(client.get(place.address))
    assert (page.status, page.h1) == (410, "Quầy này đã đóng")
    assert read(client.post(place.address, data=sent)).status == 410
    assert how_many(session) == 0


def test_a_glance_remembers_a_door_for_a_moment_and_no_longer(app, client, session, place, clock):
    settings = replace(app.extensions["settings"], glance_seconds=0.3)
    app.extensions["settings"] = settings
    assert client.get(place.address).status_code == 200
    close_counter(session, place.counter, clock().date())
    assert client.get(place.address).status_code == 200
    sleep(0.35)
    assert client.get(place.address).status_code == 410


def test_a_glance_lets_an_answer_into_a_closed_campaign_only_as_late(app, client, session, place):
    app.extensions["settings"] = replace(app.extensions["settings"], glance_seconds=60)
    sent = read(client.get(place.address)).fields | {"overall": "3"}
    with app.app_context():
        close_campaign(session, place.campaign)
    assert client.post(place.address, data=sent).status_code == 200
    assert session.scalars(select(Response.flags)).all() == ['["fast","late"]']
