"""`analysis columns`: the columns brought up to the ledger, and held against the tallies."""

import sys
from errno import EDQUOT, ENOSPC
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from tqdm import tqdm

from analysis.columns.extending import extend
from analysis.columns.manifest import lacking
from analysis.columns.recounting import altered, differences
from analysis.rollup.recount import Difference
from survey import db


@click.command("columns")
@click.option("--verify", is_flag=True, help="Đếm lại từ các tệp và đối chiếu với bảng tổng hợp.")
@with_appcontext
def columns(verify: bool) -> None:
    """Chép phiếu mới trong sổ phiếu ra các tệp dạng cột (Parquet) để tính toán nhanh."""
    try:
        written = _extend()
        if verify:
            _verify()
        else:
            click.echo(f"Đã chép thêm {written} phiếu ra tệp dạng cột.")
    except OSError as full:
        if full.errno not in (ENOSPC, EDQUOT):
            raise
        words = "Ổ đĩa đã đầy nên chưa chép được. Sổ phiếu và bảng tổng hợp vẫn nguyên vẹn."
        raise click.ClickException(words) from full


def folder_of_columns() -> Path:
    """Return where this installation keeps its columns."""
    return Path(current_app.extensions["settings"].var) / "columns"


def _extend() -> int:
    engine = db.engine()
    left = sum(map(len, lacking(engine)))
    with tqdm(desc="Chép phiếu", total=left, unit=" phiếu", file=sys.stderr, disable=None) as bar:
        return extend(engine, folder_of_columns(), bar.update)


def _verify() -> None:
    engine, folder = db.engine(), folder_of_columns()
    broken = [f"Tệp {name} đã bị sửa đổi." for name in altered(engine, folder)]
    if broken:
        broken.append("Hãy xoá các tệp ấy rồi chạy lại lệnh này: chúng sẽ được chép lại.")
    else:
        broken = [_sentence(difference) for difference in differences(engine, folder)]
    for words in broken:
        click.echo(words)
    if broken:
        raise click.exceptions.Exit(1)
    click.echo("Bảng tổng hợp khớp với các tệp dạng cột.")


def _sentence(difference: Difference) -> str:
    return (
        f"Đơn vị {difference.unit_id}, {tuple(map(str, difference.cell))}: "
        f"bảng tổng hợp {difference.tallied}, tệp dạng cột {difference.counted}"
    )
