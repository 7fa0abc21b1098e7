"""The shape of the two files: which columns each has. Nothing in it leads to a person.

No id, link, salt or word of a response: its place in the unit's chain is all it is
called by. The minute is there for the integrity checks alone.
"""

RESPONSES = {
    "unit_id": "INTEGER",
    "position": "INTEGER",
    "campaign_id": "INTEGER",
    "counter_id": "INTEGER",  # NO_COUNTER where there is none
    "channel": "VARCHAR",
    "day": "DATE",
    "minute": "SMALLINT",
    "language": "VARCHAR",
    "questionnaire": "VARCHAR",
    "version": "INTEGER",
    "flags": "VARCHAR",
    "procedure_group": "VARCHAR",
    "resolving_unit_id": "INTEGER",
    "on_time": "BOOLEAN",
    "is_flagged": "BOOLEAN",  # came in with a flag that keeps it out of the headline
}

ANSWERS = {
    "unit_id": "INTEGER",
    "position": "INTEGER",
    "campaign_id": "INTEGER",
    "counter_id": "INTEGER",
    "channel": "VARCHAR",
    "day": "DATE",
    "question": "VARCHAR",
    "value": "VARCHAR",
    "is_flagged": "BOOLEAN",
}

SHAPES = {"responses": RESPONSES, "answers": ANSWERS}


def columns_of(kind: str) -> str:
    """Return the columns of a file of `kind` as a table is made of them."""
    return ", ".join(f"{name} {of}" for name, of in SHAPES[kind].items())
