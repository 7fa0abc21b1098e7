"""The plan of the house: its floors, its rooms in their order, and what is pure.

A new room or pure module is added here; an exception is added with its reason.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

FLOORS = ("forms", "survey", "analysis")
ROOF = "wsgi"

ROOMS = {
    "survey": (
        "access",
        "diary",
        "jobs",
        "places",
        "accounts",
        "posters",
        "questionnaires",
        "campaigns",
        "dossiers",
        "responses",
        "answering",
        "offline",
        "kiosk",
        "fieldwork",
        "demonstration",
    ),
    "analysis": (
        "rollup",
        "columns",
        "stats",
        "indices",
        "scorecard",
        "targets",
        "remedy",
        "cases",
        "charts",
        "integrity",  # it says what a ruling would change, so it judges and speaks
        "extract",
        "reports",
        "dashboard",
    ),
}
"""An import goes to an earlier room only. A floor's own modules are its ground."""

WIRING = ("forms.wiring", "survey.wiring", "analysis.wiring", "analysis.cli")
"""They compose a floor, or speak for all of it, so they know its rooms; no room knows them."""

GROUND_THAT_LOOKS_UP = {
    ("survey.health", "survey.access.guard"): "a page of the ground marks itself public",
}
"""What on a floor's ground may know a room, and why."""

FORBIDDEN_IN_PURE = frozenset(
    [
        "alembic",
        "babel",
        "click",
        "duckdb",
        "flask",
        "flask_babel",
        "flask_login",
        "flask_security",
        "flask_wtf",
        "gunicorn",
        "jinja2",
        "matplotlib",
        "os",
        "pandas",
        "psycopg",
        "requests",
        "socket",
        "sqlalchemy",
        "sqlite3",
        "subprocess",
        "urllib",
        "werkzeug",
        "wtforms",
        "yaml",
    ]
)

PURE = (
    "forms.answers",
    "forms.check",
    "forms.check_bounds",
    "forms.check_choices",
    "forms.check_question",
    "forms.check_scale",
    "forms.compare",
    "forms.condition_reading",
    "forms.condition_telling",
    "forms.conditions",
    "forms.digest",
    "forms.domains",
    "forms.exchange.condition_words",
    "forms.exchange.conditions_in",
    "forms.exchange.expression_tree",
    "forms.exchange.expressions",
    "forms.exchange.names",
    "forms.exchange.paper_blocks",
    "forms.exchange.phrases",
    "forms.exchange.phrases_on_paper",
    "forms.exchange.xpath",
    "forms.fit",
    "forms.gaps",
    "forms.questionnaire",
    "forms.reachability",
    "forms.routing",
    "forms.rules",
    "forms.samples",
    "forms.witness",
    "survey.access.permissions",
    "survey.access.scope",
    "survey.accounts.lockout",
    "survey.accounts.passwords",
    "survey.answering.visit",
    "survey.campaigns.kinds",
    "survey.dossiers.codes",
    "survey.dossiers.facts",
    "survey.dossiers.headings",
    "survey.dossiers.lines",
    "survey.places.codes",
    "survey.places.eras",
    "survey.places.planning",
    "survey.places.sheets",
    "survey.places.spelling",
    "survey.places.tree",
    "survey.posters.contrast",
    "survey.questionnaires.drafts",
    "survey.questionnaires.editing",
    "survey.questionnaires.flow",
    "survey.questionnaires.looking",
    "survey.questionnaires.spelling",
    "survey.questionnaires.shape",
    "survey.questionnaires.words",
    "survey.responses.ballot",
    "survey.responses.flags",
    "survey.responses.ledger",
    "survey.responses.receipts",
    "survey.responses.sheet",
    "survey.offline.alerts",
    "survey.offline.batches",
    "survey.offline.budget",
    "survey.offline.clocks",
    "survey.offline.letters",
    "survey.offline.numbers",
    "survey.offline.sealing",
    "survey.offline.signing",
    "survey.offline.strict",
    "survey.cells",
    "analysis.rollup.counting",
    "analysis.rollup.pooling",
    "analysis.rollup.ruled",
    "analysis.rollup.succession",
    "analysis.indices.distribution",
    "analysis.indices.method",
    "analysis.indices.quartiles",
    "analysis.indices.reasons",
    "analysis.indices.shares",
    "analysis.stats.control_charts",
    "analysis.stats.estimate",
    "analysis.stats.proportions",
    "analysis.stats.run_length",
    "analysis.stats.sequential",
    "analysis.targets.check",
)
"""Values in, values out. `pyproject.toml` types them strictly."""
