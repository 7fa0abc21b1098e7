"""The sampling commands: import a frame, draw, draw again, check a draw, print its record."""

from pathlib import Path

import click
from tqdm import tqdm

from survey.campaigns.models import Campaign
from survey.campaigns.reading import campaign_by_code
from survey.cli import survey_commands
from survey.clock import today
from survey.db import session, writing_session
from survey.diary.writing import note
from survey.places.reading import unit_by_code
from survey.row import CannotRead
from survey.sampling import printing, reading
from survey.sampling.digests import Basis, digest
from survey.sampling.drawing.designs import Design
from survey.sampling.drawing.presets import PRESETS
from survey.sampling.drawing.spelling import read
from survey.sampling.drawing.units import CannotDraw
from survey.sampling.drawing_up import Asked, NotNow, draw, drawn_from
from survey.sampling.erasing import erase_frame
from survey.sampling.framing import Rows
from survey.sampling.importing import Sender, Tally, digest_of, import_rows
from survey.sampling.lines import Fault
from survey.sampling.models import Draw, Frame
from survey.sheets import rows_in

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_CODE = 40


@survey_commands.command("import-frame")
@click.argument("file", type=_FILE)
@click.option("--code", required=True, help="Mã khung mẫu, ví dụ HO-2026.")
@click.option("--name", required=True, help="Tên khung mẫu.")
@click.option("--unit", "unit_code", required=True, help="Mã đơn vị giữ khung mẫu.")
@click.option("--elsewhere", is_flag=True, help="Nhận cả xã không có trong danh mục đơn vị.")
def import_frame(file: Path, code: str, name: str, unit_code: str, elsewhere: bool) -> None:
    """Nhập khung mẫu từ tệp CSV, XLSX hoặc JSON; dòng sai được báo kèm lý do."""
    unit = unit_by_code(session(), unit_code, today())
    if unit is None:
        raise click.BadParameter(f"hôm nay không có đơn vị mã {unit_code}.")
    if not 0 < len(code) <= _CODE:
        raise click.BadParameter(f"mã khung mẫu dài từ 1 đến {_CODE} ký tự.")
    sender = Sender(
        code=code,
        name=name[:200],
        source=file.name,
        digest=digest_of(file),
        unit_id=unit.id,
        may_be_elsewhere=elsewhere,
    )
    size = file.stat().st_size
    with tqdm(total=size, unit="B", unit_scale=True, desc="Nhập khung mẫu", disable=None) as bar:
        rows = rows_in(file, file.name, lambda read: bar.update(read - bar.n))
        try:
            tally = import_rows(session(), rows, sender, _say)
        except CannotRead as reason:
            raise click.ClickException(str(reason)) from None
    note(session(), "frame.imported", code, taken=tally.taken, refused=tally.refused)
    session().commit()
    _report(tally)


@survey_commands.command("draw")
@click.argument("campaign_code")
@click.option("--frame", "frame_code", required=True, help="Mã khung mẫu.")
@click.option("--preset", type=click.Choice(list(PRESETS)), help="Thiết kế có sẵn.")
@click.option("--design", type=_FILE, help="Hoặc tệp JSON của thiết kế.")
@click.option("--seed", required=True, help="Số khởi đầu, công bố cùng biên bản.")
def draw_sample(
    campaign_code: str, frame_code: str, preset: str | None, design: Path | None, seed: str
) -> None:
    """Chọn mẫu cho một đợt điều tra chọn mẫu."""
    asked = Asked(frame_id=_frame(frame_code).id, design=_design(preset, design), seed=seed)
    _draw(_campaign(campaign_code), asked)


@survey_commands.command("redraw")
@click.argument("campaign_code")
@click.option("--reason", required=True, help="Lý do chọn lại; ghi vào biên bản.")
@click.option("--seed", required=True, help="Số khởi đầu mới.")
@click.option("--frame", "frame_code", help="Mã khung mẫu, nếu khác lần trước.")
@click.option("--preset", type=click.Choice(list(PRESETS)), help="Thiết kế, nếu khác lần trước.")
def redraw_sample(
    campaign_code: str, reason: str, seed: str, frame_code: str | None, preset: str | None
) -> None:
    """Chọn lại mẫu của một đợt, có nêu lý do; lần trước vẫn được giữ."""
    campaign = _campaign(campaign_code)
    before = _in_force(campaign)
    design = PRESETS[preset].design if preset else _read(before.design)
    frame_id = _frame(frame_code).id if frame_code else before.frame_id
    _draw(campaign, Asked(frame_id=frame_id, design=design, seed=seed, reason=reason))


@survey_commands.command("check-draw")
@click.argument("campaign_code")
def check_draw(campaign_code: str) -> None:
    """Chọn lại từ đầu bằng số khởi đầu đã công bố và so với mẫu đang dùng."""
    kept = _in_force(_campaign(campaign_code))
    frame = session().get_one(Frame, kept.frame_id)
    asked = Asked(frame_id=frame.id, design=_read(kept.design), seed=kept.seed)
    drawn = drawn_from(Rows(session(), frame.id), asked)
    again = digest(Basis(frame.digest, kept.design, kept.seed), *drawn)
    told = digest(Basis(frame.digest, kept.design, kept.seed), *reading.lines_of(session(), kept))
    if again != kept.digest or told != kept.digest:
        raise click.ClickException("Mẫu đang giữ không khớp với mẫu chọn lại từ khung và seed.")
    click.echo(f"Khớp: chọn lại cho đúng mẫu đã giữ ({kept.digest}).")


@survey_commands.command("draw-record")
@click.argument("campaign_code")
@click.argument("to", type=click.Path(dir_okay=False, path_type=Path))
def draw_record(campaign_code: str, to: Path) -> None:
    """In biên bản chọn mẫu đang dùng thành tệp PDF."""
    campaign = _campaign(campaign_code)
    to.write_bytes(printing.printed(session(), campaign, _in_force(campaign)))
    click.echo(f"Đã ghi biên bản vào {to}.")


@survey_commands.command("erase-frame")
@click.argument("frame_code")
def erase_frame_names(frame_code: str) -> None:
    """Xóa họ tên và địa chỉ khỏi một khung mẫu; mẫu đã chọn không đổi."""
    frame = _frame(frame_code)
    erase_frame(writing_session(), frame.id)
    note(session(), "frame.erased", frame_code)
    session().commit()
    click.echo(f"Đã xóa họ tên và địa chỉ khỏi khung mẫu {frame_code}.")


def _draw(campaign: Campaign, asked: Asked) -> None:
    try:
        kept = draw(session(), campaign, asked)
    except (NotNow, CannotDraw) as why:
        raise click.ClickException(str(why)) from None
    said = f"Lần {kept.number}: đã chọn {kept.cases} trường hợp, kể cả dự phòng ({kept.digest})."
    session().commit()
    click.echo(said)


def _campaign(code: str) -> Campaign:
    found = campaign_by_code(session(), code)
    if found is None:
        raise click.ClickException(f"Không có đợt khảo sát {code}.")
    return found


def _in_force(campaign: Campaign) -> Draw:
    found = reading.in_force(session(), campaign.id)
    if found is None:
        raise click.ClickException(f"Đợt {campaign.code} chưa chọn mẫu.")
    return found


def _frame(code: str) -> Frame:
    found = reading.frame_by_code(session(), code)
    if found is None:
        raise click.ClickException(f"Không có khung mẫu {code}.")
    return found


def _design(preset: str | None, file: Path | None) -> Design:
    if (preset is None) == (file is None):
        raise click.UsageError("Xin nêu --preset hoặc --design, một trong hai.")
    if preset is not None:
        return PRESETS[preset].design
    assert file is not None
    try:
        return _read(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise click.ClickException("Thiết kế: không phải JSON đọc được.") from None


def _read(text: str) -> Design:
    design = read(text)
    if not isinstance(design, Design):
        raise click.ClickException("; ".join(map(str, design)))
    return design


def _say(fault: Fault) -> None:
    click.echo(str(fault), err=True)


def _report(tally: Tally) -> None:
    if tally.unread:
        click.echo(f"Các cột không dùng đến: {', '.join(tally.unread)}.", err=True)
    click.echo(f"{tally.lines} dòng: {tally.taken} được nhận, {tally.refused} bị từ chối.")
    if tally.frame_id is None:
        raise click.ClickException("không có dòng nào dùng được.")
