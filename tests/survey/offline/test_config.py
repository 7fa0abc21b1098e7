"""A tablet shows what a phone would, whole, in every language."""

from datetime import timedelta

from forms import library
from forms.questionnaire import OFFICIAL
from survey.offline.models import Device
from tests.factories.campaigns import make_campaign
from tests.markup import parse


def test_the_whole_questionnaire_comes_in_every_language(tablet, campaign):
    said = tablet.fetch().said
    assert said["asked"] == {
        "campaign": campaign.id,
        "questionnaire": "dossier",
        "version": 1,
        "ends_on": "2026-12-31",
    }
    questionnaire = library.find("dossier", 1)
    assert [one["code"] for one in said["languages"]] == list(questionnaire.languages)
    assert said["default_language"] == "vi"
    for one in said["languages"]:
        page = parse(one["html"])
        shown = {f.get("id") for f in page.walk() if f.tag == "fieldset"}
        assert {f"q-{question.code}" for question in questionnaire.questions} >= shown
        assert "q-overall" in shown
        assert one["title"] == questionnaire.title[one["code"]]
        assert one["official"] is (questionnaire.state(one["code"]) == OFFICIAL)


def test_a_heartbeat_says_when_there_is_something_new(tablet, session, campaign, province):
    assert tablet.sync().said["config"] == tablet.told["config"] == tablet.fetch().said["digest"]
    make_campaign(session, province, kind="ad_hoc")
    changed = tablet.sync().said["config"]
    assert changed != tablet.told["config"]
    tablet.fetch()
    assert tablet.told["config"] == changed


def test_where_nothing_is_asked_nothing_is(tablet, session, clock, campaign):
    clock.advance(timedelta(days=60))
    said = tablet.fetch().said
    assert (said["asked"], said["languages"]) == (None, [])
    assert tablet.sync().said["config"] == said["digest"]


def test_a_closed_counter_and_a_revoked_device_ask_nothing(tablet, session, clock, counter):
    counter.closed_on = clock().date()
    assert tablet.fetch().said["asked"] is None
    session.get_one(Device, tablet.id).revoked_at = clock()
    said = tablet.fetch().said
    assert (said["asked"], said["revoked"]) == (None, True)


def test_a_counter_that_is_renamed_is_told(tablet, session, counter):
    counter.name = "Quầy số 7"
    assert tablet.sync().said["config"] != tablet.told["config"]
    assert tablet.fetch().said["counter"]["name"] == "Quầy số 7"
