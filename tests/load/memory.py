"""What a worker weighs after work, and how long the web process takes to import."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.live import ROOT, LiveServer
from tests.load.installation import side_by_side
from tests.load.progress import say
from tests.load.table import Figure, times
from tests.load.volley import fire
from tests.load.words import look, rating

_HEAVY = ("matplotlib", "numpy", "pandas", "scipy", "duckdb")
_IMPORT = f"""
import sys, time
began = time.perf_counter()
{{what}}
print(time.perf_counter() - began, *sorted(set(sys.modules) & set({_HEAVY!r})))
"""
_OURS = "import wsgi; wsgi.create_app()"
_BARE = "import flask; flask.Flask('bare')"


def weighed() -> Iterator[Figure]:
    """Measure a worker's memory after load, and the import."""
    say("memory and import")
    with side_by_side("sqlite") as both:
        codes = [code for code, _unit in both.town.counters]
        fire(both.ours.port, (look(f"/q/{codes[n % 24]}") for n in range(2000)), 5)
        fire(both.ours.port, (rating(both.town, codes[n % 24]) for n in range(500)), 5)
        fire(both.bare.port, (look("/") for _ in range(2000)), 5)
        ours, bare = _heaviest(both.ours), _heaviest(both.bare)
    yield Figure("a worker after load, MB", f"{ours:.0f}", f"{bare:.0f}", times(ours, bare))
    yield _imported()


def _heaviest(server: LiveServer) -> float:
    return max(_resident(worker) for worker in server.workers())


def _resident(worker: int) -> float:
    for line in Path(f"/proc/{worker}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise LookupError(worker)


def _imported() -> Figure:
    runs = [_run(_OURS) for _ in range(4)][1:]  # the first compiles byte code
    bare = median(seconds for seconds, _heavy in [_run(_BARE) for _ in range(3)])
    ours = median(seconds for seconds, _heavy in runs)
    heavy = " ".join(runs[-1][1]) or "none of numpy, pandas, matplotlib, scipy"
    name = f"import and create_app, s (loaded: {heavy})"
    return Figure(name, f"{ours:.2f}", f"{bare:.2f}", times(ours, bare), "< 1.50")


def _run(what: str) -> tuple[float, list[str]]:
    with tempfile.TemporaryDirectory(prefix="langnghe-import-") as var:
        cache = Path(tempfile.gettempdir()) / "langnghe-load-bytecode"
        environ = os.environ | {"VAR": var, "PYTHONPYCACHEPREFIX": str(cache)}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        done = subprocess.run(
            [sys.executable, "-c", _IMPORT.format(what=what)],
            cwd=ROOT,
            env=environ,
            capture_output=True,
            text=True,
            check=True,
        )
    seconds, *heavy = done.stdout.split()
    return float(seconds), heavy
