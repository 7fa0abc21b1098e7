"""`flask forms diff` and `export`: what changed between two forms, and forms for elsewhere."""

import json
from collections.abc import Callable
from pathlib import Path

import click

from forms import reading
from forms.cli import forms_commands, found_in_library
from forms.compare import Change, Compared, compare
from forms.exchange.imported import CannotRead, CannotWrite
from forms.exchange.reading_in import read_file
from forms.questionnaire import VIETNAMESE, Questionnaire

__all__ = ["forms_commands"]

_CHANGES = {
    Change.REWORDED: "đổi lời",
    Change.OTHER_SCALE: "thang đo khác",
    Change.OTHER_CHOICES: "các ý để chọn khác",
    Change.OTHER_ROWS: "các dòng khác",
    Change.OTHER_KIND: "loại câu hỏi khác",
    Change.OTHER_ANSWERS: "cách trả lời khác",
    Change.OTHER_BOUNDS: "giới hạn khác",
    Change.OTHER_CONDITION: "điều kiện hỏi khác",
    Change.ADDED: "thêm mới",
    Change.REMOVED: "đã bỏ",
}
_ENDINGS = (".yaml", ".yml", ".json")


@forms_commands.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--format", "layout", type=click.Choice(["table", "json"]), default="table")
def tell_difference(old: str, new: str, layout: str) -> None:
    """So sánh hai phiếu: câu nào so sánh được, câu nào không.

    OLD, NEW là MÃ:PHIÊN_BẢN, MÃ (bản mới nhất) hoặc tệp .yaml, .json. Thoát với mã 1
    khi có câu chung không so sánh được.
    """
    found = compare(_named(old), _named(new))
    click.echo(_json(found) if layout == "json" else _table(found))
    if any(each.is_shared and not each.comparable for each in found):
        raise SystemExit(1)


@forms_commands.command("export")
@click.argument("code")
@click.argument("rest", nargs=-1, required=True, metavar="[VERSION] OUT")
@click.option("--to", "form", type=click.Choice(["xlsform", "paper", "json"]), required=True)
@click.option("--language", default=VIETNAMESE, help="Ngôn ngữ của phiếu giấy.")
def export(code: str, rest: tuple[str, ...], form: str, language: str) -> None:
    """Ghi phiếu CODE ra tệp OUT: XLSForm, phiếu giấy (PDF) hoặc JSON."""
    if len(rest) > 2:
        raise click.UsageError("Xin ghi: CODE [VERSION] OUT.")
    out = Path(rest[-1])
    questionnaire = found_in_library(code, _version(rest[0]) if len(rest) == 2 else None)
    try:
        written = _WRITERS[form](questionnaire, language)
        out.write_bytes(written)
    except CannotWrite as error:
        raise click.ClickException(error.words) from error
    except OSError as error:
        raise click.ClickException(f"Không ghi được tệp {out}: {error.strerror}.") from error
    click.echo(f"Đã ghi {out} ({len(written)} byte).")


def _named(said: str) -> Questionnaire:
    if said.endswith(_ENDINGS):
        return _in_file(Path(said))
    code, _, version = said.partition(":")
    return found_in_library(code, _version(version) if version else None)


def _version(said: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise click.ClickException(f"“{said}” không phải số phiên bản.")
    return int(said)


def _in_file(path: Path) -> Questionnaire:
    try:
        document = read_file(path.name, path.read_bytes()).document
    except CannotRead as error:
        raise click.ClickException(f"{path}: {error.words}") from error
    except OSError as error:
        raise click.ClickException(f"Không đọc được tệp {path}: {error.strerror}.") from error
    faults = reading.faults_of(document)
    if faults:
        told = "\n".join(f"{path}: {fault.where}: {fault.what}" for fault in faults)
        raise click.ClickException(f"Phiếu có lỗi nên không so sánh được.\n{told}")
    return reading.made(document)


def _json(found: tuple[Compared, ...]) -> str:
    rows = [
        {
            "code": each.code,
            "comparable": each.comparable,
            "changes": [change.value for change in each.changes],
            "reworded": list(each.reworded),
        }
        for each in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _table(found: tuple[Compared, ...]) -> str:
    rows = [("câu hỏi", "so sánh", "khác biệt"), *(_row(each) for each in found)]
    widths = [max(len(row[at]) for row in rows) for at in (0, 1)]
    told = [f"{a:<{widths[0]}}  {b:<{widths[1]}}  {c}".rstrip() for a, b, c in rows]
    shared = [each for each in found if each.is_shared]
    comparable = sum(each.comparable for each in shared)
    return "\n".join([*told, f"So sánh được {comparable} trong {len(shared)} câu chung."])


def _row(each: Compared) -> tuple[str, str, str]:
    words = [_CHANGES[change] for change in each.changes]
    if each.reworded:
        at = each.changes.index(Change.REWORDED)
        words[at] = f"đổi lời ({', '.join(each.reworded)})"
    verdict = "được" if each.comparable else "không" if each.is_shared else "-"
    return each.code, verdict, ", ".join(words) or "như cũ"


def _xlsform(questionnaire: Questionnaire, language: str) -> bytes:
    from forms.exchange.xlsform_out import workbook  # noqa: PLC0415  slow to load

    return workbook(questionnaire)


def _paper(questionnaire: Questionnaire, language: str) -> bytes:
    from forms.exchange.paper import pdf  # noqa: PLC0415  slow to load

    return pdf(questionnaire, language)


def _plain(questionnaire: Questionnaire, language: str) -> bytes:
    from forms.exchange.json_out import json_of  # noqa: PLC0415

    return json_of(questionnaire)


_WRITERS: dict[str, Callable[[Questionnaire, str], bytes]] = {
    "xlsform": _xlsform,
    "paper": _paper,
    "json": _plain,
}
