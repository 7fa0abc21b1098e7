"""Call-backs are taken down on a page, by typists too."""

from survey.access.permissions import RoleName
from tests.factories.accounts import make_account, sign_in
from tests.page import read


def test_a_call_back_is_taken_down(supervisor, where, tablet, cases):
    supervisor.post(f"{where}/settings", data={"share": "100", "seed": "1"})
    tablet.visit(cases[0].id, answers={"overall": 4})
    tablet.sync()
    page = read(supervisor.get(f"{where}/calls"))
    address = page.links[cases[0].code]
    assert supervisor.post(address, data={"reached": "yes"}).status_code == 422
    sent = {"reached": "yes", "interviewed": "yes", "q_overall": "4"}
    told = read(supervisor.post(address, data=sent, follow_redirects=True))
    assert "Đã ghi cuộc gọi." in told.text
    assert "Hộ xác nhận đã được phỏng vấn" in told.text
    assert supervisor.get(f"{where}/calls/{cases[1].id}").status_code == 404


def test_a_typist_calls_back_and_supervises_nothing(app, session, province, where):
    typist = app.test_client()
    sign_in(typist, make_account(session, province, RoleName.TYPIST))
    session.commit()
    assert typist.get(f"{where}/calls").status_code == 200
    assert typist.get(f"{where}/reviews").status_code == 403
