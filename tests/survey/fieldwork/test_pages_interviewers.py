"""An interviewer is let in from the screen, looked at, and revoked."""

from survey.fieldwork.models import FieldworkSettings
from survey.offline.enrolling import Secret
from tests.factories.devices import through
from tests.factories.fieldwork import InterviewerTablet
from tests.page import read


def test_an_interviewer_is_let_in_from_the_screen(supervisor, client, where, cases):
    page = read(supervisor.post(f"{where}/interviewers/new"))
    shown = [each.text for each in page.find_all("strong") + page.find_all("span")]
    address = next(words for words in shown if "#e=" in words)
    pin = next(words for words in shown if words.isdigit())
    assert address.startswith("http://langnghe.test/interview/#e=")
    tablet = InterviewerTablet(through(client))
    assert tablet.enrol(Secret(address.partition("#e=")[2], pin), "Lê Thị Bưởi").status == 200
    assert "Lê Thị Bưởi" in read(supervisor.get(where)).text


def test_who_lets_the_first_interviewer_in_settles_who_is_called_back(
    supervisor, session, campaign, where
):
    supervisor.post(f"{where}/interviewers/new")
    first = session.get_one(FieldworkSettings, campaign.id)
    assert (first.callback_share_bp, first.seed != "") == (1000, True)
    seed = first.seed
    supervisor.post(f"{where}/interviewers/new")
    session.expire_all()
    assert session.get_one(FieldworkSettings, campaign.id).seed == seed


def test_an_interviewer_is_looked_at_and_revoked(supervisor, where, tablet, cases):
    tablet.visit(cases[0].id, "refusal")
    tablet.sync()
    page = read(supervisor.get(f"{where}/interviewers/{tablet.id}"))
    assert "Từ chối" in page.text
    assert supervisor.get(f"{where}/interviewers/{'0' * 32}").status_code == 404
    assert "Thu hồi máy" in read(supervisor.get(f"{where}/interviewers/{tablet.id}/revoke")).text
    supervisor.post(f"{where}/interviewers/{tablet.id}/revoke")
    reply = tablet.sync()
    assert reply.said["revoked"] is True
    assert (tablet.shown["cases"], tablet.shown["asked"]) == ([], None)
