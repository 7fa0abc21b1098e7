"""The minute of an answer finds people; who may touch it is written here.

Keeping writes it, verification reads it as one of the linked columns, and nobody else
knows that it is there: managers see days.
"""

import re
from pathlib import Path

from tests.house.plan import ROOT
from tests.house.source import modules

MAY_TOUCH_IT = {
    "analysis.columns.shape": "has its column, for the integrity checks",
    "analysis.columns.writing": "copies it, for the integrity checks",
    "analysis.integrity.observing": "counts it, for the signs",
    "survey.answering.keeping": "notes it once, on its way into the ledger",
    "survey.clock": "tells what minute it is",
    "survey.demonstration.seeding": "invents none",
    "survey.demonstration.visiting": "invents none",
    "survey.fieldwork.weighing": "knows none: a visit is no minute",
    "survey.invitations.box": "knows none: whoever is invited leaves no moment",
    "survey.paper.keeping": "knows none: a form bears a day",
    "survey.offline.ballots": "notes it once, where a tablet's clock is certain",
    "survey.responses.ballot": "links it",
    "survey.responses.clerk": "knows none for a form on paper",
    "survey.responses.linking": "puts it into its row",
    "survey.responses.models": "has the column",
}


_MINUTE = re.compile(r"\.minute\b|\"minute\b|\bminute[=:]|\bminute_of\(")


def touching_the_minute(root: Path) -> set[str]:
    return {module.name for module in modules(root) if _MINUTE.search(module.text)}


def test_nobody_else_touches_the_minute_of_an_answer():
    assert touching_the_minute(ROOT) == set(MAY_TOUCH_IT)


def test_a_module_that_reads_the_minute_is_found(tmp_path):
    (tmp_path / "analysis").mkdir()
    (tmp_path / "analysis" / "nosy.py").write_text("def f(row):\n    return row.minute\n")
    assert touching_the_minute(tmp_path) == {"analysis.nosy"}
