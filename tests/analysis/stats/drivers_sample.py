"""The oracle's 420 people (case 09) as arrays."""

import csv
import json
from pathlib import Path

ORACLE = Path(__file__).parents[2] / "oracle" / "09_drivers"
EXPECTED = json.loads((ORACLE / "expected.json").read_text())
TERMS = EXPECTED["importance"]["term"]

with (ORACLE / "drivers.csv").open(newline="") as _file:
    PEOPLE = list(csv.DictReader(_file))

PREDICTORS = [[float(person[term]) for term in TERMS] for person in PEOPLE]
OUTCOME = [float(person["overall"]) for person in PEOPLE]
WEIGHTS = [float(person["w"]) for person in PEOPLE]
