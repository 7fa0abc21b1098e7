"""`flask forms diff` and `export` say what changed, and write files that can be read back."""

import json
from pathlib import Path

import pytest
from flask import Flask

from forms import library, reading
from forms.exchange.reading_in import read_file
from tests.forms.tiny import SOUND, put


def run(app: Flask, *words: str):
    return app.test_cli_runner().invoke(args=["forms", *words])


def files(folder: Path, old: str, new: str) -> tuple[str, str]:
    return str(put(folder, old, "cu.yaml")), str(put(folder, new, "moi.yaml"))


def test_the_same_twice_is_all_comparable_and_exit_0(forms_app: Flask) -> None:
    result = run(forms_app, "diff", "dossier", "dossier:1")
    assert result.exit_code == 0
    assert "So sánh được 13 trong 13 câu chung." in result.output


def test_a_reworded_question_is_told_and_exit_1(forms_app: Flask, tmp_path: Path) -> None:
    old, new = files(tmp_path, SOUND, SOUND.replace("vi: Nói thêm", "vi: Góp ý"))
    result = run(forms_app, "diff", old, new)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "câu hỏi  so sánh  khác biệt",
        "overall  được     như cũ",
        "comment  không    đổi lời (vi)",
        "So sánh được 1 trong 2 câu chung.",
    ]


def test_the_difference_as_json_names_each_change(forms_app: Flask, tmp_path: Path) -> None:
    old, new = files(tmp_path, SOUND, SOUND.replace("code: comment", "code: more"))
    result = run(forms_app, "diff", old, new, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.output) == [
        {"code": "overall", "comparable": True, "changes": [], "reworded": []},
        {"code": "more", "comparable": False, "changes": ["added"], "reworded": []},
        {"code": "comment", "comparable": False, "changes": ["removed"], "reworded": []},
    ]


def test_what_cannot_be_compared_is_refused_in_words(forms_app: Flask, tmp_path: Path) -> None:
    faulty = str(put(tmp_path, SOUND.replace("kind: text", "kind: song"), "hong.yaml"))
    for name, words in {
        "weather": "Không có phiếu khảo sát weather",
        "dossier:99": "Không có phiếu khảo sát dossier 99",
        "dossier:x": "“x” không phải số phiên bản",
        str(tmp_path / "khong-co.yaml"): "Không đọc được tệp",
        faulty: "sections[0].questions[1].kind",
    }.items():
        result = run(forms_app, "diff", "dossier", name)
        assert result.exit_code == 1
        assert words in result.output


@pytest.mark.parametrize(("form", "name"), [("xlsform", "a.xlsx"), ("json", "a.json")])
def test_an_exported_file_is_read_back_the_same(
    forms_app: Flask, tmp_path: Path, form: str, name: str
) -> None:
    out = tmp_path / name
    result = run(forms_app, "export", "sipas-2022", "1", "--to", form, str(out))
    assert result.exit_code == 0, result.output
    found = read_file(name, out.read_bytes()).document
    assert reading.made(found) == library.find("sipas-2022", 1)


def test_a_paper_form_is_a_pdf_in_the_language_asked_for(forms_app: Flask, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert run(forms_app, "export", "dossier", "--to", "paper", str(out)).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF-")
    result = run(forms_app, "export", "dossier", "--to", "paper", "--language", "km", str(out))
    assert result.exit_code == 1
    assert "chưa đủ lời bằng ngôn ngữ “km”" in result.output


def test_a_file_that_cannot_be_written_is_told(forms_app: Flask, tmp_path: Path) -> None:
    out = tmp_path / "khong-co" / "a.json"
    result = run(forms_app, "export", "dossier", "--to", "json", str(out))
    assert result.exit_code == 1
    assert "Không ghi được tệp" in result.output
