"""Bringing known totals in: what is wrong is told line by line, and nothing is kept then."""

import io

import pytest

from analysis.samples.keeping import totals_of
from survey.access.permissions import RoleName
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune
from tests.page import read

GOOD = "variable,level,total\nsex,F,60\nsex,M,40\n"


@pytest.fixture
def campaign(session, client):
    commune = make_commune(session)
    made = make_campaign(session, commune, kind="field", code="DT-1")
    sign_in(client, make_account(session, commune))
    return made


def hand_in(client, content: str | bytes, name: str = "dan-so.csv"):
    held = content.encode() if isinstance(content, str) else content
    given = {"sheet": (io.BytesIO(held), name)}
    return client.post("/manage/results/margins/DT-1", data=given)


@pytest.fixture(autouse=True)
def without_tokens(app):
    app.config["WTF_CSRF_ENABLED"] = False


def test_totals_are_kept_and_shown(session, client, campaign):
    assert hand_in(client, GOOD).status_code == 302
    session.expire_all()
    assert totals_of(session, campaign.id) == {"sex": {"F": 60.0, "M": 40.0}}
    assert "Giới tính" in read(client.get("/manage/results/margins/DT-1")).text


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("variable,level,total\nsex,F,0\n", "Dòng 2: số người '0'"),
        ("variable,level,total\nsex,F,60\nage,o,66\n", "hai tổng phải bằng nhau"),
        (b"\xd0\xcf\x11\xe0 old", "đời cũ"),
        (b"PK\x03\x04 broken", "bị hỏng"),
        (b"\x00\x01\x02", "không phải CSV"),
        ("", "tệp trống"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(session, client, campaign, content, told):
    answer = hand_in(client, content)
    assert (answer.status_code, told in answer.text.replace("&#39;", "'")) == (422, True)
    assert totals_of(session, campaign.id) == {}


def test_sums_that_differ_are_named_with_both_numbers(client, campaign):
    said = hand_in(client, "variable,level,total\nsex,F,80\nage,o,90\n").text
    assert "90" in said
    assert "80" in said


def test_a_closed_campaign_takes_none(app, session, client, campaign):
    campaign.closed_at = app.clock()
    session.commit()
    assert "kết quả đã chốt" in hand_in(client, GOOD).text


def test_only_who_runs_campaigns_here_may(session, client, campaign):
    sign_in(client, make_account(session, make_commune(session)))
    assert client.get("/manage/results/margins/DT-1").status_code == 404
    sign_in(client, make_account(session, make_commune(session), RoleName.REVIEWER))
    assert client.get("/manage/results/margins/DT-1").status_code == 403


def test_a_campaign_without_weights_has_no_such_page(session, client, campaign):
    routine = make_campaign(session, make_commune(session))
    assert client.get(f"/manage/results/margins/{routine.code}").status_code == 404
