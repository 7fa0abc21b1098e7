"""A national SIPAS survey: 36,525 people, 51 questions, 63 provinces, each mean with its error.

Measured in a process of its own, so that the memory is the estimate's alone. The yardstick
is pandas' bare means by province, which say nothing of how sure they are.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

import numpy as np

from tests.live import ROOT
from tests.load.progress import say
from tests.load.table import Figure, times

PEOPLE, QUESTIONS, PROVINCES = 36_525, 51, 63
COMMUNES = 385  # the national survey of 2024: 195 districts, 385 communes


def estimated() -> Iterator[Figure]:
    """Measure the estimate of every question in every province."""
    say("design: 63 provinces × 51 questions")
    ours, yardstick = _apart("ours"), _apart("bare")
    what = f"design-based means, {PEOPLE:,} people × {QUESTIONS} × {PROVINCES}"
    bare = f"{yardstick['seconds']:.2f} (pandas, bare means)"
    ratio = times(ours["seconds"], yardstick["seconds"])
    yield Figure(f"{what}, s", f"{ours['seconds']:.2f}", bare, ratio, "< 5")
    yield Figure(f"{what}, asked one by one, s", f"{ours['each']:.2f}")
    peak, least = ours["megabytes"], yardstick["megabytes"]
    yield Figure("  peak memory, MB", f"{peak:.0f}", f"{least:.0f}", times(peak, least), "< 1000")


def _apart(which: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.load.design", which],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def _survey() -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    random = np.random.default_rng(20240406)
    commune = np.sort(random.integers(0, COMMUNES, PEOPLE))
    province = commune * PROVINCES // COMMUNES
    design = {
        "weights": random.lognormal(7, 0.6, PEOPLE),
        "province": np.char.add("P", np.char.zfill(province.astype(str), 2)),
        "commune": np.char.add("C", commune.astype(str)),
        "fpc": np.full(PEOPLE, 176.0),
    }
    shares = random.beta(8, 2, (COMMUNES, QUESTIONS))[commune]
    answers = (random.random((PEOPLE, QUESTIONS)) < shares).astype(float)
    answers[random.random((PEOPLE, QUESTIONS)) < 0.1] = np.nan
    return design, {f"q{at + 1}": answers[:, at] for at in range(QUESTIONS)}


def _ours() -> dict[str, float]:
    from analysis.stats.design import mean
    from analysis.stats.design_tables import means_by_group
    from analysis.stats.drawing import drawn

    design, answers = _survey()
    strata, psus = design["province"], design["commune"]
    began = time.perf_counter()
    sample = drawn(design["weights"], strata, psus, design["fpc"])
    means_by_group(sample, answers, strata)
    seconds = time.perf_counter() - began
    began = time.perf_counter()
    for province in np.unique(strata):
        here = strata == province
        for values in answers.values():
            mean(values, design["weights"], strata, psus, design["fpc"], here)
    return {"seconds": seconds, "each": time.perf_counter() - began}


def _bare() -> dict[str, float]:
    import pandas

    design, answers = _survey()
    began = time.perf_counter()
    frame = pandas.DataFrame(answers)
    weighted = frame.mul(design["weights"], axis=0)
    held = frame.notna().mul(design["weights"], axis=0)
    weighted.groupby(design["province"]).sum() / held.groupby(design["province"]).sum()
    return {"seconds": time.perf_counter() - began}


if __name__ == "__main__":
    figures = {"ours": _ours, "bare": _bare}[sys.argv[1]]()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(figures | {"megabytes": peak}))
