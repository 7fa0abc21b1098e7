"""`flask forms` tells what there is and what is wrong with it."""

import json
from pathlib import Path

from flask import Flask

from forms import library
from tests.forms.tiny import SOUND, put


def run(app: Flask, *words: str):
    return app.test_cli_runner().invoke(args=["forms", *words])


def test_the_list_says_what_others_rely_on(forms_app: Flask) -> None:
    result = run(forms_app, "list", "--format", "json")
    assert result.exit_code == 0
    rows = {row["code"]: row for row in json.loads(result.output)}
    assert rows["dossier"] == {
        "code": "dossier",
        "version": 1,
        "languages": ["vi", "en"],
        "questions": 13,
        "official": False,
    }


def test_the_list_as_a_table_has_a_line_each(forms_app: Flask) -> None:
    lines = run(forms_app, "list").output.splitlines()
    assert lines[0].split("\t") == ["code", "version", "languages", "questions", "official"]
    assert ["dossier", "1", "vi,en", "13", "no"] in [line.split("\t") for line in lines]


def test_what_is_shipped_has_no_fault(forms_app: Flask) -> None:
    result = run(forms_app, "check")
    assert result.exit_code == 0
    assert "Không có lỗi" in result.output


def test_a_fault_is_one_line_and_exit_1(forms_app: Flask, tmp_path: Path) -> None:
    path = put(tmp_path, SOUND.replace("kind: text", "kind: song"))
    result = run(forms_app, "check", str(path))
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        f"{path}:42: sections[0].questions[1].kind: không có loại câu hỏi 'song'"
    ]


def test_a_file_from_elsewhere_may_have_any_name(forms_app: Flask, tmp_path: Path) -> None:
    path = put(tmp_path, SOUND, "mine/of-last-year.yaml")
    assert run(forms_app, "check", str(path)).exit_code == 0


def test_a_gap_is_told_and_is_no_fault(forms_app: Flask, tmp_path: Path) -> None:
    path = put(tmp_path, SOUND.replace("          en: More\n", ""))
    result = run(forms_app, "check", str(path))
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        f"{path}:44: sections[0].questions[1].words.en: chưa có lời bằng ngôn ngữ en",
        "Không có lỗi: 1 phiếu khảo sát.",
    ]


def test_a_questionnaire_is_shown_with_what_counts_as_satisfied(forms_app: Flask) -> None:
    output = run(forms_app, "show", "dossier").output
    assert library.newest("dossier").digest in output
    assert "attitude (scale): Thái độ" in output
    assert "  * 4 Hài lòng\n" in output
    assert "    3 Bình thường\n" in output


def test_an_unknown_questionnaire_is_said_to_be(forms_app: Flask) -> None:
    for words in (["show", "dossier", "99"], ["show", "weather"]):
        result = run(forms_app, *words)
        assert result.exit_code == 1
        assert "Không có phiếu khảo sát" in result.output
