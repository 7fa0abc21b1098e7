"""Whoever may see everything opens every address there is, and finds no result too early.

The whole map is walked, not a list: a page added later is asked too. What is looked for is
found on the ordinary page once the officials' campaign is closed, so silence means something.
"""

from dataclasses import replace

import pytest
from flask import url_for

from survey.access.permissions import RoleName
from survey.campaigns.kinds import Kind
from survey.campaigns.life import close_campaign
from survey.responses.design import Design
from survey.responses.store import keep
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_counter, make_province
from tests.factories.responses import make_ballot

# 41 of 60 drawn and 44 of 60 invited are satisfied; all of them left the same words.
WORDS = "Xin đừng cho ai xem"
TELLING = ("68 %", "68,3", "68.3", "0.683", "73 %", "73,3", "73.3", "0.733", WORDS)
SATISFIED = {Kind.FIELD: 41, Kind.INVITED: 44}
CHANNELS = {Kind.FIELD: "import", Kind.INVITED: "invitation"}
DESIGN = Design(weight="2", stratum="A", psu="1")


@pytest.fixture
def running(session):
    """A province in which one sample and one campaign of officials are being asked."""
    province = make_province(session)
    commune = make_commune(session, province)
    counter = make_counter(session, commune)
    campaigns = [make_campaign(session, province, kind=kind) for kind in SATISFIED]
    keep(session.connection(), [each for one in campaigns for each in answers(one, commune)])
    session.commit()
    return province, commune, counter, campaigns


def answers(campaign, commune):
    kind = Kind(campaign.kind)
    for number in range(60):
        given = {"overall": 5 if number < SATISFIED[kind] else 1}
        ballot = make_ballot(campaign, commune, answers=given, channel=CHANNELS[kind])
        design = DESIGN if kind is Kind.FIELD else None
        yield replace(ballot, minute=None, design=design, words={"comment": WORDS})


def addresses(app, known):
    """Return every address that can be opened, filled with what there is."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in rule.methods:
                values = {name: known.get(name, 1) for name in rule.arguments}
                yield url_for(rule.endpoint, **values)


def told(answer) -> list[str]:
    text = answer.get_data().decode("utf-8", "replace").replace("\u00a0", " ")
    return [words for words in TELLING if words in text]


def test_no_address_tells_a_result_before_its_time(app, session, client, running):
    province, commune, counter, campaigns = running
    sign_in(client, make_account(session, province, RoleName.ADMINISTRATOR))
    session.commit()
    opened = 0
    for campaign in campaigns:
        known = {"unit_id": commune.id, "counter_id": counter.id, "counter_code": counter.code}
        known |= {"code": campaign.code, "campaign_id": campaign.id, "day": "2026-11-20"}
        for address in addresses(app, known):
            answer = client.get(f"{address}?campaign={campaign.code}")
            assert (answer.status_code < 500, told(answer)) == (True, []), address
            opened += answer.status_code == 200
    assert opened > 100
    _sample, officials = campaigns
    with app.test_request_context():
        close_campaign(session, officials)
    session.commit()
    page = client.get(f"/manage/units/{commune.id}?campaign={officials.code}")
    assert told(page) == ["73 %", WORDS]
