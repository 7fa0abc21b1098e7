"""The survey that R's `survey` package was asked about (tests/oracle/03_survey_design)."""

import csv
import json
from functools import cache
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent


def rows(case: str, name: str) -> list[dict[str, str]]:
    with (HERE / case / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def expected(case: str) -> dict:
    return json.loads((HERE / case / "expected.json").read_text(encoding="utf-8"))


class Columns:
    """The columns of a sheet: words as they stand, numbers with NaN for an empty cell."""

    def __init__(self, case: str, name: str):
        self.rows = rows(case, name)

    def words(self, name: str) -> np.ndarray:
        return np.array([row[name] for row in self.rows])

    def numbers(self, name: str) -> np.ndarray:
        return np.array([float(row[name]) if row[name] else np.nan for row in self.rows])


@cache
def sipas() -> Columns:
    return Columns("03_survey_design", "sipas_like.csv")


def results(block: str, what: str) -> dict:
    found = expected("03_survey_design")[block]["results"]
    return next(result for result in found if result["what"].startswith(what))
