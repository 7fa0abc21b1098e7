"""A server that could lose answers, or has another schema before it, does not start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from tests.live import ROOT, free_port


def start(url: str, var: Path) -> subprocess.CompletedProcess[str]:
    told = os.environ | {"DATABASE_URL": url, "VAR": str(var), "PORT": str(free_port())}
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
    return subprocess.run(
        command, cwd=ROOT, env=told, capture_output=True, text=True, timeout=30, check=False
    )


def refusal_of(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.only_on("postgresql")
def test_a_database_that_may_forget_is_refused_with_the_settings_name(database_url, tmp_path):
    engine = create_engine(database_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        name = engine.url.database
        connection.exec_driver_sql(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    engine.dispose()
    assert "synchronous_commit=off" in refusal_of(start(database_url, tmp_path))


def test_another_schema_is_refused_with_the_command_that_mends_it(tmp_path):
    told = refusal_of(start(f"sqlite:///{tmp_path}/empty.db", tmp_path))
    assert "flask --app wsgi survey migrate" in told
