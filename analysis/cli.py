"""The third floor on the command line: results, questions, comparing, counting, the recount."""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session
from tqdm import tqdm

from analysis.dashboard.comparison_sheet import ComparisonRow, comparison_rows
from analysis.dashboard.gathering import questions
from analysis.dashboard.likeness import side_by_side
from analysis.dashboard.question_sheet import QuestionRow, csv_rows, question_rows
from analysis.rollup.advance import behind, catch_up
from analysis.rollup.recount import Difference, counted_so_far, differences
from analysis.targets.by_channel import ChannelResult, results_by_channel
from analysis.targets.results import NothingOfThatCode, NotPlain, Result, results
from forms import library
from survey import clock, db
from survey.campaigns.looking import is_shown, is_weighted
from survey.campaigns.models import Campaign
from survey.campaigns.reading import campaign_by_code
from survey.commands import Commands
from survey.i18n import SOURCE
from survey.places.models import Unit
from survey.places.reading import unit_by_code

analysis_commands = Commands("analysis", help="Kết quả, tổng hợp số phiếu, kiểm đếm lại.")


@analysis_commands.command("results")
@click.option("--format", "layout", type=click.Choice(["json", "csv"]), default="json")
@click.option("--campaign", help="Chỉ đợt khảo sát có mã này.")
@click.option("--unit", help="Chỉ đơn vị có mã này và các đơn vị trực thuộc.")
@click.option("--by", type=click.Choice(["channel"]), help="Mỗi cách trả lời một dòng.")
def show_results(layout: str, campaign: str | None, unit: str | None, by: str | None) -> None:
    """In kết quả: mỗi đơn vị và mỗi đợt khảo sát một dòng (JSON hoặc CSV)."""
    asked, kind = (results_by_channel, ChannelResult) if by else (results, Result)
    with _reading() as session:
        try:
            found = list(asked(session, clock.now(), campaign, unit))
        except NothingOfThatCode as code:
            raise click.ClickException(f"Không có mã {code}.") from None
        except NotPlain:
            _demand_plain(_campaign(session, campaign or ""))
    _write(found, kind, layout)


@analysis_commands.command("questions")
@click.option("--campaign", required=True, help="Mã đợt khảo sát.")
@click.option("--unit", required=True, help="Mã đơn vị; tính cả các đơn vị trực thuộc.")
@click.option("--format", "layout", type=click.Choice(["json", "csv"]), default="json")
def show_questions(campaign: str, unit: str, layout: str) -> None:
    """In từng câu hỏi của một đợt ở một đơn vị: mỗi câu trả lời một dòng."""
    with _reading() as session:
        asked, place = _plain_campaign(session, campaign), _unit(session, unit)
        found = questions(session, place, asked, clock.now(), SOURCE)
        _write(list(question_rows(found)), QuestionRow, layout)


@analysis_commands.command("compare")
@click.argument("old")
@click.argument("new")
@click.option("--unit", required=True, help="Mã đơn vị; tính cả các đơn vị trực thuộc.")
@click.option("--force", is_flag=True, help="In cả câu không so sánh được, ghi rõ lý do.")
@click.option("--format", "layout", type=click.Choice(["json", "csv"]), default="json")
def compare(old: str, new: str, unit: str, force: bool, layout: str) -> None:
    """So hai đợt khảo sát OLD và NEW ở một đơn vị, chỉ những câu hỏi giống hệt nhau."""
    with _reading() as session:
        both = (_plain_campaign(session, old), _plain_campaign(session, new))
        found = side_by_side(session, _unit(session, unit), both, SOURCE, is_forced=force)
        _write(list(comparison_rows(found)), ComparisonRow, layout)


@analysis_commands.command("advance")
@click.option("--every", type=click.FloatRange(min=0.1), help="Lặp lại sau từng ấy giây.")
def advance(every: float | None) -> None:
    """Đếm các phiếu mới trong sổ phiếu vào bảng tổng hợp."""
    _advance()
    while every is not None:
        time.sleep(every)
        _advance()


@analysis_commands.command("recount")
def recount() -> None:
    """Đếm lại toàn bộ sổ phiếu và đối chiếu với bảng tổng hợp; lệch thì thoát với mã 1."""
    _advance()
    with _bar("Kiểm đếm lại", counted_so_far(db.engine())) as bar:
        found = list(differences(db.engine(), bar.update))
    for difference in found:
        click.echo(_sentence(difference))
    if found:
        raise click.exceptions.Exit(1)
    click.echo("Bảng tổng hợp khớp với sổ phiếu.")


def _advance() -> None:
    with _bar("Đếm phiếu", behind(db.engine()).answers_left) as bar:
        catch_up(db.engine(), progress=bar.update)


def _bar(words: str, total: int) -> tqdm:
    # None: only where somebody watches. Results go to stdout, progress never.
    return tqdm(desc=words, total=total, unit=" phiếu", file=sys.stderr, disable=None)


@contextmanager
def _reading() -> Iterator[Session]:
    with Session(db.engine(), expire_on_commit=False) as session:
        _advance()
        try:
            yield session
        except library.Altered as error:
            raise click.ClickException(str(error)) from error


def _campaign(session: Session, code: str) -> Campaign:
    found = campaign_by_code(session, code)
    if found is None:
        raise click.ClickException(f"Không có mã {code}.")
    return found


def _plain_campaign(session: Session, code: str) -> Campaign:
    found = _campaign(session, code)
    _demand_plain(found)
    return found


def _demand_plain(campaign: Campaign) -> None:
    if not is_shown(campaign):
        raise click.ClickException("Kết quả hiện sau khi đóng đợt.")
    if is_weighted(campaign):
        words = f"Đợt điều tra chọn mẫu: xem flask analysis weighted {campaign.code}."
        raise click.ClickException(words)


def _unit(session: Session, code: str) -> Unit:
    # A reform gives a code to another unit: the one that stands today is meant first.
    today = unit_by_code(session, code, clock.today())
    once = session.scalars(select(Unit).where(Unit.code == code).limit(2)).all()
    found = today or (once[0] if len(once) == 1 else None)
    if found is None:
        raise click.ClickException(f"Không có mã {code}.")
    return found


def _write(found: Sequence[Any], kind: type, layout: str) -> None:
    if layout == "json":
        rows = [asdict(each) for each in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        click.echo(csv_rows(found, kind, "\n"), nl=False)


def _sentence(difference: Difference) -> str:
    return (
        f"Đơn vị {difference.unit_id}, {tuple(map(str, difference.cell))}: "
        f"bảng tổng hợp {difference.tallied}, sổ phiếu {difference.counted}"
    )
