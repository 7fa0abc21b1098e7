"""Whoever supervises sees how far fieldwork is, assigns, reviews, and never sees an answer."""

from survey.fieldwork.models import FieldworkSettings
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_province
from tests.page import read


def test_the_list_leads_to_each_campaign_that_visits_people(supervisor, session, province, where):
    make_campaign(session, province, name="Thường xuyên")
    page = read(supervisor.get("/manage/fieldwork"))
    assert page.links["Tiến độ và duyệt phiếu"] == where
    assert "Thường xuyên" not in page.text


def test_a_stranger_finds_no_fieldwork(app, session, campaign, where):
    signed_in = app.test_client()
    sign_in(signed_in, make_account(session, make_province(session, "Tỉnh Đắk Lắk")))
    session.commit()
    for path in ("", "/assign", "/reviews", "/calls", "/settings"):
        assert signed_in.get(where + path).status_code == 404


def test_a_campaign_of_another_kind_has_no_fieldwork(supervisor, session, province):
    other = make_campaign(session, province)
    session.commit()
    assert supervisor.get(f"/manage/campaigns/{other.code}/fieldwork").status_code == 404


def test_settings_are_kept_and_reach_the_tablet(supervisor, session, where, tablet, campaign):
    bad = supervisor.post(f"{where}/settings", data={"share": "101", "seed": "1"})
    assert "từ 0 đến 100" in read(bad).text
    worse = read(supervisor.post(f"{where}/settings", data={"share": "mười", "seed": "1"}))
    assert "từ 0 đến 100" in worse.text
    assert worse.fields["share"] == "mười"
    sent = {"share": "12,5", "seed": "20261121", "ask_position": "y"}
    supervisor.post(f"{where}/settings", data=sent)
    session.rollback()
    kept = session.get_one(FieldworkSettings, campaign.id)
    assert (kept.callback_share_bp, kept.seed, kept.ask_position) == (1250, "20261121", True)
    assert read(supervisor.get(f"{where}/settings")).fields["share"] == "12,50"
    tablet.sync()
    assert tablet.shown["ask_position"] is True


def test_who_is_called_back_is_not_picked_once_interviews_are_in(
    supervisor, session, where, tablet, campaign, cases
):
    sent = {"share": "10", "seed": "20261121"}
    supervisor.post(f"{where}/settings", data=sent)
    tablet.visit(cases[0].id)
    tablet.sync()
    page = read(supervisor.post(f"{where}/settings", data=sent | {"seed": "20261122"}))
    assert (page.status, "số khởi đầu giữ nguyên" in page.text) == (422, True)
    page = read(supervisor.post(f"{where}/settings", data=sent | {"share": "0"}))
    assert (page.status, "chỉ tăng" in page.text) == (422, True)
    # More may be called: whoever was to be called before still is.
    assert supervisor.post(f"{where}/settings", data=sent | {"share": "20"}).status_code == 302
    session.rollback()
    kept = session.get_one(FieldworkSettings, campaign.id)
    assert (kept.seed, kept.callback_share_bp) == ("20261121", 2000)
