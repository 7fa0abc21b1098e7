"""Villages and single cases are given to interviewers on a page."""

import pytest

from tests.factories.fieldwork import make_cases
from tests.page import read


def test_villages_are_given_to_an_interviewer(supervisor, session, where, tablet, draw, commune):
    more = make_cases(session, draw, commune, 3, village="Thôn 2")
    session.commit()
    assert "Phân công (3 hộ chưa giao)" in read(supervisor.get(where)).text
    key = f"{commune.id} Thôn 2"
    sent = {"interviewer": tablet.id, "village": [key]}
    page = read(supervisor.post(f"{where}/assign", data=sent, follow_redirects=True))
    assert "Đã giao 3 hộ." in page.text
    tablet.sync()
    assert {each["id"] for each in tablet.shown["cases"]} > {case.id for case in more}


@pytest.mark.parametrize(
    "sent",
    [{}, {"interviewer": "x", "village": ["1"]}, {"village": ["1"]}, {"interviewer": "0" * 32}],
)
def test_what_cannot_be_assigned_is_said(supervisor, where, tablet, sent):
    reply = supervisor.post(f"{where}/assign", data=sent)
    assert reply.status_code == 422
    assert "Xin " in read(reply).text
