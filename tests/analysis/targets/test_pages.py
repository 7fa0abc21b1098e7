from datetime import date, timedelta

import pytest
from sqlalchemy import select

from analysis.targets.inputs import TargetForm
from analysis.targets.models import Target
from survey.access.permissions import RoleName
from survey.diary.models import DiaryEntry
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_commune, make_province
from tests.page import read

ADDRESS = "/manage/targets"
TODAY = date(2026, 11, 20)


@pytest.fixture
def province(session):
    return make_province(session, "Tỉnh Gia Lai")


@pytest.fixture
def administrator(client, session, province):
    account = make_account(session, province, RoleName.ADMINISTRATOR)
    sign_in(client, account)
    return account


def filled(province, **changes):
    return {
        "kind": "routine",
        "unit_id": str(province.id),
        "comparator": ">=",
        "share": "97,5",
        "valid_from": TODAY.isoformat(),
        "source": "Kế hoạch 125/KH-UBND",
    } | changes


def promised(session):
    session.rollback()
    return session.scalars(select(Target).where(Target.unit_id.is_not(None))).all()


@pytest.mark.parametrize("role", [RoleName.MANAGER, RoleName.REVIEWER])
def test_only_an_administrator_sets_targets(client, session, province, role):
    sign_in(client, make_account(session, province, role))
    assert client.get(ADDRESS).status_code == 403
    assert client.post(f"{ADDRESS}/new", data=filled(province)).status_code == 403
    assert promised(session) == []


def test_the_list_tells_share_comparator_day_and_letter(client, administrator):
    page = read(client.get(ADDRESS))
    assert "trên 95 %" in page.text
    assert "01/01/2015" in page.text
    assert "Mọi đơn vị" in page.text
    assert "Đang áp dụng" in page.text


def test_a_new_target_is_kept_with_who_made_it(client, session, province, administrator):
    answered = client.post(f"{ADDRESS}/new", data=filled(province))
    assert answered.location == ADDRESS
    (target,) = promised(session)
    assert (target.basis_points, target.comparator, target.valid_from) == (9750, ">=", TODAY)
    entry = session.scalars(select(DiaryEntry).where(DiaryEntry.act == "target.promised")).one()
    assert entry.account_id == administrator.id
    page = read(client.get(ADDRESS))
    assert "từ 97,5 %" in page.text
    assert "Kế hoạch 125/KH-UBND" in page.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"valid_from": (TODAY - timedelta(days=1)).isoformat()}, "những ngày đã qua"),
        ({"valid_from": "31/02/2026"}, "Xin chọn một ngày có thật."),
        ({"share": "100"}, "một số giữa 0 và 100"),
        ({"share": "95,25"}, "một số giữa 0 và 100"),
        ({"share": "nan"}, "một số giữa 0 và 100"),
        ({"share": "cao"}, "một số giữa 0 và 100"),
        ({"source": "  "}, "Xin điền ô này."),
        ({"source": "a\0b"}, "ký tự không đọc được"),
        ({"kind": "weekly"}, "Loại"),
        ({"comparator": "<"}, "Cách so sánh"),
    ],
)
def test_what_cannot_be_promised_is_refused_with_what_was_typed(
    client, session, province, administrator, changes, said
):
    answered = client.post(f"{ADDRESS}/new", data=filled(province, **changes))
    assert answered.status_code == 422
    page = read(answered)
    assert said in page.text
    assert page.fields["source"].strip("\n") == filled(province, **changes)["source"].strip("\n")
    assert promised(session) == []


def test_the_same_day_is_promised_once(client, session, province, administrator):
    client.post(f"{ADDRESS}/new", data=filled(province))
    again = client.post(f"{ADDRESS}/new", data=filled(province, share="99"))
    assert again.status_code == 422
    assert "đã có chỉ tiêu từ đúng ngày đó" in read(again).text
    assert [target.basis_points for target in promised(session)] == [9750]


def test_nobody_promises_for_a_unit_out_of_reach(client, session, province, administrator):
    elsewhere = make_commune(session, make_province(session, "Tỉnh Khác"), "Xã Xa")
    page = read(client.get(f"{ADDRESS}/new"))
    assert str(elsewhere.id) not in page.choices("unit_id")
    refused = client.post(f"{ADDRESS}/new", data=filled(elsewhere))
    assert refused.status_code == 422
    assert promised(session) == []


def test_a_share_may_be_written_with_comma_point_or_sign(app):
    with app.test_request_context():
        for written in ("97,5", "97.5", " 97,50 %"):
            form = TargetForm(share=written)
            assert form.basis_points == 9750


@pytest.mark.parametrize("kind", ["field", "invited"])
def test_other_kinds_have_no_promise_of_their_own(client, administrator, kind):
    page = read(client.get("/manage/targets/new"))
    assert page.choices("kind") == ["routine", "ad_hoc"]
    sent = page.fields | {"kind": kind, "share": "90", "source": "Kế hoạch"}
    assert client.post("/manage/targets/new", data=sent).status_code == 422
