"""`flask forms`: which questionnaires there are, whether they keep the rules, what they ask."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import AppGroup

from forms import library
from forms.questionnaire import VIETNAMESE, Question, Questionnaire
from forms.reading import FaultyQuestionnaire, faults_and_gaps_in

forms_commands = AppGroup("forms", help="Phiếu khảo sát: liệt kê, kiểm tra, xem nội dung.")
HEAD = ("code", "version", "languages", "questions", "official")


@forms_commands.command("list")
@click.option("--format", "layout", type=click.Choice(["table", "json"]), default="table")
def list_questionnaires(layout: str) -> None:
    """Liệt kê các phiếu khảo sát đang có."""
    rows = [_row(questionnaire) for questionnaire in _every()]
    if layout == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        click.echo("\t".join(HEAD))
        for row in rows:
            click.echo("\t".join(_cell(row[name]) for name in HEAD))
    if altered := library.altered():
        raise click.ClickException("\n".join(map(str, altered)))


@forms_commands.command("check")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def check_questionnaires(file: Path | None) -> None:
    """Kiểm tra FILE, hoặc mọi phiếu khảo sát; có lỗi thì thoát với mã 1.

    Lời còn thiếu của một ngôn ngữ cũng được liệt kê, nhưng không phải lỗi.
    """
    shelved = library.files()
    paths = [file.resolve()] if file else shelved
    looked_at = [faults_and_gaps_in(path, is_shelved=path in shelved) for path in paths]
    faults = [line for found, _gaps in looked_at for line in found]
    for line in [*faults, *(line for _found, gaps in looked_at for line in gaps)]:
        click.echo(line)
    if faults:
        raise SystemExit(1)
    click.echo(f"Không có lỗi: {len(looked_at)} phiếu khảo sát.")


@forms_commands.command("show")
@click.argument("code")
@click.argument("version", required=False, type=click.IntRange(1, library.MOST_VERSIONS))
def show_questionnaire(code: str, version: int | None) -> None:
    """In các câu hỏi của phiếu CODE, phiên bản VERSION (mặc định: mới nhất)."""
    found = found_in_library(code, version)
    click.echo(f"{found.code} {found.version}: {found.title[VIETNAMESE]} [{found.digest}]")
    for question in found.questions:
        for line in _told(question):
            click.echo(line)


def found_in_library(code: str, version: int | None) -> Questionnaire:
    """Return version `version` (None: the newest) of `code`, or say that there is none."""
    try:
        return library.find(code, version) if version is not None else library.newest(code)
    except library.UnknownQuestionnaire as error:
        raise click.ClickException(f"Không có phiếu khảo sát {error}.") from error
    except (FaultyQuestionnaire, library.Altered) as error:
        raise click.ClickException(str(error)) from error


def _every() -> tuple[Questionnaire, ...]:
    try:
        return library.every()
    except FaultyQuestionnaire as error:
        raise click.ClickException(str(error)) from error


def _row(questionnaire: Questionnaire) -> dict[str, str | int | bool | list[str]]:
    return {
        "code": questionnaire.code,
        "version": questionnaire.version,
        "languages": list(questionnaire.languages),
        "questions": len(questionnaire.questions),
        "official": questionnaire.official,
    }


def _cell(value: str | int | bool | list[str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(value) if isinstance(value, list) else str(value)


def _told(question: Question) -> Iterator[str]:
    yield f"{question.code} ({question.kind}): {question.words[VIETNAMESE]}"
    if question.scale is None:
        return
    for option in question.scale.options:
        mark = "*" if option.value in question.scale.satisfied else " "
        yield f"  {mark} {option.value} {option.words[VIETNAMESE]}"
