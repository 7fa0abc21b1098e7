"""How long a province's prints take, and what the process that makes them weighs.

The job is done as `survey worker --once` does it: counters chosen from the database,
their QRs drawn, one PDF written. The yardstick is the same for one counter, 500 times.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from survey.clock import utc_now
from survey.db import open_engine
from survey.jobs.models import Job, State
from survey.places.counters import Purpose, add_counter
from survey.places.eras import REFORM
from survey.posters.forms import Form
from survey.posters.job import KIND
from survey.posters.models import UnitBranding
from survey.schema import upgrade
from tests.factories.places import make_commune, make_province
from tests.live import ROOT
from tests.load.progress import say
from tests.load.table import Figure, times

COUNTERS, A_UNIT = 500, 5
FORMS = (Form.POSTER, Form.TENT, Form.STICKERS)
_ONCE = """
import resource, sys
from wsgi import create_app
done = create_app().test_cli_runner().invoke(args=["survey", "worker", "--once"])
assert done.exit_code == 0, done.output
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def printed() -> Iterator[Figure]:
    """Measure each form for 500 counters of 100 communes, and their file."""
    say(f"posters for {COUNTERS} counters")
    with tempfile.TemporaryDirectory(prefix="langnghe-posters-") as folder:
        var = Path(folder)
        engine = open_engine(f"sqlite:///{var}/langnghe.db")
        upgrade(engine)
        with Session(engine) as session:
            province, commune = _a_province(session)
            one = _seconds(session, var, Form.POSTER, commune)
            for form in FORMS:
                yield _figure(session, var, form, province, one)
        engine.dispose()


def _a_province(session: Session) -> tuple[int, int]:
    province = make_province(session, "Thành phố Hồ Chí Minh", "79")
    session.add(UnitBranding(unit_id=province.id, colour="#8a1538", changed_at=utc_now()))
    single = make_commune(session, make_province(session, "Tỉnh Gia Lai"))
    add_counter(session, single.id, name="Quầy số 1", purpose=Purpose.RECEPTION, today=REFORM)
    for number in range(COUNTERS // A_UNIT):
        commune = make_commune(session, province, f"Phường Văn Miếu - Quốc Tử Giám {number}")
        for desk in range(1, A_UNIT + 1):
            name = f"Quầy số {desk}"
            add_counter(session, commune.id, name=name, purpose=Purpose.RECEPTION, today=REFORM)
    session.commit()
    return province.id, single.id


def _figure(
    session: Session, var: Path, form: Form, unit_id: int, one: tuple[float, int, int]
) -> Figure:
    seconds, megabytes, size = _seconds(session, var, form, unit_id)
    told = f"{seconds:.1f} s, {megabytes} MB of memory, a file of {size / 1e6:.1f} MB"
    alone = one[0] * COUNTERS
    return Figure(
        f"{COUNTERS} × {form.value}, one PDF by a job",
        told,
        f"{alone:.0f} s one by one",
        times(seconds, alone),
        "< 60 s",
    )


def _seconds(session: Session, var: Path, form: Form, unit_id: int) -> tuple[float, int, int]:
    """Return how long the job took, what its process weighed and how large the file is."""
    asked = {"form": form.value, "unit_id": unit_id, "name": "in"}
    job = Job(kind=KIND, asked=asked, unit_id=unit_id, created_at=utc_now())
    session.add(job)
    session.commit()
    environ = os.environ | {"VAR": str(var), "DATABASE_URL": f"sqlite:///{var}/langnghe.db"}
    done = subprocess.run(
        [sys.executable, "-c", _ONCE],
        cwd=ROOT,
        env=environ | {"PUBLIC_URL": "https://danhgia.gialai.gov.vn"},
        capture_output=True,
        text=True,
        check=True,
    )
    session.refresh(job)
    assert job.state == State.DONE, job.words
    taken = (job.ended_at - job.started_at).total_seconds()
    size = (var / "jobs" / str(job.id) / str(job.result)).stat().st_size
    session.rollback()
    return taken, int(done.stdout.split()[-1]), size
