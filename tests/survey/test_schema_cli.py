"""`survey migrate`: the newest schema, or one sentence that says why not."""

import os
import subprocess
import sys

import pytest

from tests.live import ROOT


def migrated(var, url: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "survey", "migrate"]
    environ = os.environ | {"VAR": str(var), "DATABASE_URL": url}
    return subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )


def test_migrating_twice_changes_nothing(tmp_path):
    url = f"sqlite:///{tmp_path}/new.db"
    assert migrated(tmp_path, url).returncode == 0
    assert migrated(tmp_path, url).returncode == 0


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("sqlite:///:memory:", "journal_mode"),
        ("sqlite:////nowhere/at/all.db", "unable to open"),
        ("postgresql://127.0.0.1:1/none", "connection failed"),
        ("mysql://127.0.0.1/none", "DATABASE_URL"),
    ],
)
def test_a_database_that_cannot_be_used_is_refused_in_one_sentence(tmp_path, url, named):
    refused = migrated(tmp_path, url)
    assert refused.returncode == 1
    assert named in refused.stderr
    assert "Traceback" not in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
