"""Out of the shelf: as JSON, XLSForm and on paper; and two questionnaires compared."""

import json

import pytest

from forms import library
from forms.reading import made
from tests.page import read

ROOT = "/manage/questionnaires"


def test_a_questionnaire_goes_out_as_json_and_is_the_same(client, author):
    sent = client.get(f"{ROOT}/look/dossier/1/file.json")
    assert "attachment" in sent.headers["Content-Disposition"]
    assert made(json.loads(sent.data)).digest == library.find("dossier", 1).digest


def test_a_questionnaire_goes_out_as_xlsform(client, author):
    sent = client.get(f"{ROOT}/look/dossier/1/file.xlsx")
    assert sent.data[:2] == b"PK"


def test_a_questionnaire_goes_out_on_paper(client, author):
    sent = client.get(f"{ROOT}/look/counter/1/file.pdf")
    assert sent.data[:5] == b"%PDF-"


def test_no_other_file_is_made(client, author):
    assert client.get(f"{ROOT}/look/dossier/1/file.exe").status_code == 404


def test_two_questionnaires_are_compared(client, author):
    page = read(client.get(f"{ROOT}/compare?old=dossier:1&new=dossier:1"))
    assert "so sánh được" in page.text


@pytest.mark.parametrize(
    "asked", ["", "?old=dossier:1", "?old=x:1&new=y:2", "?old=dossier:²&new=a"]
)
def test_what_is_not_there_cannot_be_compared(client, author, asked):
    assert client.get(f"{ROOT}/compare{asked}").status_code == 404
