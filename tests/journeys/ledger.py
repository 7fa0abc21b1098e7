"""What the ledger holds against what citizens were told, and against its own tallies."""

import subprocess
import sys

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.rollup.models import Tally
from survey.db import open_engine
from survey.responses.models import Response
from survey.responses.receipts import receipt_of
from tests.journeys.crowd import Crowd
from tests.live import ROOT, LiveServer


def demand_all_kept(server: LiveServer, crowd: Crowd) -> None:
    """Demand every acknowledged answer once, whole chains, and tallies that a recount confirms."""
    assert crowd.never_acknowledged == []
    standing = receipts(server.database_url)
    assert {number: {standing.get(number)} for number in crowd.receipts} == crowd.receipts
    assert set(standing) == crowd.sent
    whole = told(server, "survey", "verify")
    assert (whole.returncode, f"{len(standing)} phiếu" in whole.stdout) == (0, True), whole.stdout
    recount = told(server, "analysis", "recount")
    assert recount.returncode == 0, recount.stdout + recount.stderr
    assert tallied(server.database_url) == len(standing)


def receipts(database_url: str) -> dict[str, str]:
    """Return the receipt of every response in the ledger, by its id."""
    engine = open_engine(database_url)
    with Session(engine) as session:
        rows = session.execute(select(Response.id, Response.link)).all()
    engine.dispose()
    assert len({row.id for row in rows}) == len(rows)
    return {row.id: receipt_of(row.link) for row in rows}


def tallied(database_url: str) -> int:
    """Return how many answers to the overall question are in the tallies."""
    engine = open_engine(database_url)
    with Session(engine) as session:
        n = session.scalar(select(func.sum(Tally.n)).where(Tally.question == "overall"))
    engine.dispose()
    return n or 0


def told(server: LiveServer, *words: str) -> subprocess.CompletedProcess[str]:
    """Return what `flask --app wsgi …` does in this server's installation."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    return subprocess.run(
        command, cwd=ROOT, env=server.environ, capture_output=True, text=True, check=False
    )
