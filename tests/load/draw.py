"""Three stages, 36,525 of a million households: drawn, kept, and the same on both databases."""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from survey.campaigns.kinds import Kind
from survey.sampling.drawing.designs import Design, Level, Method, Stage, Total
from survey.sampling.drawing_up import Asked, draw
from survey.sampling.importing import Sender, digest_of, import_rows
from survey.settings import Settings
from survey.sheets import rows_in
from tests.conftest import DATABASES
from tests.databases import SqliteDatabases, postgres_databases
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_province
from tests.load.progress import say
from tests.load.table import Figure
from tests.postgres import NoPostgres

MANY, WANTED = 1_000_000, 36_525
PROVINCES, DISTRICTS, COMMUNES, VILLAGES = 63, 4, 10, 5
UNITS = 168
SEED = "2024-11-21"
DESIGN = Design(
    Level.STRATUM,
    (
        Stage(name="Xã", method=Method.PPS_SYSTEMATIC, count=6, at_level=Level.COMMUNE),
        Stage(name="Thôn", method=Method.BREWER, count=3, at_level=Level.VILLAGE),
        Stage(name="Hộ", method=Method.SRS, count=Total(WANTED), at_level=Level.UNIT),
    ),
    reserve=10,
)


def timed() -> Iterator[Figure]:
    """Import the same frame and draw from it on both databases, each in its own process."""
    with tempfile.TemporaryDirectory(prefix="langnghe-draw-") as folder:
        sheet = Path(folder) / "ho.csv"
        say("writing a frame of a million households")
        write(sheet)
        for kind in DATABASES:
            say(f"importing and drawing on {kind}")
            call = [sys.executable, "-m", "tests.load.draw", kind, str(sheet), folder]
            told = subprocess.run(call, check=True, capture_output=True, text=True).stdout
            for line in told.splitlines():
                yield Figure(*line.split("\t"))


def write(sheet: Path) -> None:
    """Write the frame: province, commune, village, household, each of a size."""
    places = PROVINCES * DISTRICTS * COMMUNES
    with sheet.open("w", encoding="utf-8") as file:
        file.write("Mã hộ;Tầng;Mã huyện;Mã xã;Thôn;Quy mô;Họ tên;Nhãn giới tính\n")
        for i in range(MANY):
            # The first communes are the largest, several times the last.
            at = int((i / MANY) ** 1.3 * places)
            stratum, district = at // (DISTRICTS * COMMUNES), at // COMMUNES
            village = (i * 7919) % 97 * VILLAGES // 97
            file.write(
                f"H{i:07};{stratum + 1:02};{district + 1:04};{10_000 + at:05};{village + 1};"
                f"{i % 7 + 1};Nguyễn Văn {i % 977};{'nam' if i % 2 else 'nữ'}\n"
            )


def _measured(kind: str, sheet: Path, folder: Path) -> Iterator[Figure]:
    from wsgi import create_app

    with _database(kind, folder) as url:
        var = folder / f"var-{kind}"
        var.mkdir()
        app = create_app(Settings(var, url, "k", "s", 8000, "http://load.test"))
        with app.app_context(), Session(app.extensions["engine"]) as session:
            province = make_province(session)
            for number in range(UNITS):
                make_commune(session, province, f"Xã {number}", f"{90_000 + number:05}")
            campaign = make_campaign(session, province, kind=Kind.FIELD, is_open=False)
            session.commit()
            began = time.monotonic()
            frame_id = _imported(session, sheet, province.id)
            yield Figure(f"{MANY} rows imported on {kind}, s", f"{time.monotonic() - began:.1f}")
            yield Figure(f"memory at most after the import on {kind}, MB", _peak())
            began = time.monotonic()
            kept = draw(session, campaign, Asked(frame_id=frame_id, design=DESIGN, seed=SEED))
            session.commit()
            spent = f"{time.monotonic() - began:.1f}"
            name = f"{WANTED} drawn ({kept.cases} with the reserve) on {kind}, s"
            yield Figure(name, spent, "–", "–", "≤ 10")
            yield Figure(
                f"memory at most after the draw on {kind}, MB", _peak(), "–", "–", "≤ 1024"
            )
            yield Figure(f"digest of the draw on {kind}", kept.digest[:16], "–", "–", "the same")


def _imported(session: Session, sheet: Path, unit_id: int) -> int:
    sender = Sender(
        code="HO",
        name="Hộ dân",
        source=sheet.name,
        digest=digest_of(sheet),
        unit_id=unit_id,
        may_be_elsewhere=True,
    )
    tally = import_rows(session, rows_in(sheet, sheet.name), sender, print)
    assert (tally.taken, tally.refused) == (MANY, 0)
    return tally.frame_id


def _peak() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}"


def _database(kind: str, folder: Path) -> AbstractContextManager[str]:
    return SqliteDatabases(folder).fresh() if kind == "sqlite" else _on_postgres()


@contextmanager
def _on_postgres() -> Iterator[str]:
    with postgres_databases() as databases, databases.fresh() as url:
        yield url


if __name__ == "__main__":
    _kind, _sheet, _folder = sys.argv[1:]
    try:
        for figure in _measured(_kind, Path(_sheet), Path(_folder)):
            print(figure.name, figure.ours, figure.yardstick, figure.ratio, figure.wanted, sep="\t")
    except NoPostgres as reason:
        print(f"draw on {_kind}", f"not measured: {reason}", sep="\t")
