"""Tallies that hold codes, days and marks, not only steps of a scale.

A tally is a view of the ledger. Units whose answers the program of before could not
count lose their tallies and marks, both on the way up and on the way down, and are
counted afresh by whichever program looks next. All others keep theirs; what citizens
wrote in their own words is added on the way up, and taken out on the way down.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011_longer_values"
down_revision = "0010_questionnaires"
branch_labels = None
depends_on = None

_BEFORE, _SINCE = 16, 40
_KEYS = {
    "tallies": ("campaign_id", "question", "unit_id", "month", "counter_id", "channel", "value"),
    "month_totals": ("campaign_id", "question", "unit_id", "month", "value"),
    "unit_totals": ("campaign_id", "question", "unit_id", "value"),
}
_INDEX = "ix_tallies_unit_id_campaign_id"
# Steps of a scale are digits; everything else begins with one of these.
_NOT_STEPS = "SELECT DISTINCT unit_id FROM responses WHERE " + " OR ".join(
    f"answers LIKE '{beginning}'" for beginning in ('%":"%', '%":[%', '%":{%')
)
_EACH_WORD = {
    "sqlite": "json_each(responses.words) AS said",
    "postgresql": "json_object_keys(CAST(responses.words AS json)) AS said(key)",
}
_MONTH = {
    "sqlite": "strftime('%Y-%m-01', responses.day)",
    "postgresql": "CAST(date_trunc('month', responses.day) AS date)",
}


def upgrade() -> None:
    for table in _KEYS:
        _resize(table, _BEFORE, _SINCE)
    _forget_counts()
    _count_words()


def downgrade() -> None:
    _forget_counts()
    for table in _KEYS:
        op.execute(f"DELETE FROM {table} WHERE value = '~answered'")
        _resize(table, _SINCE, _BEFORE)


def _forget_counts() -> None:
    for table in (*_KEYS, "marks"):
        op.execute(f"DELETE FROM {table} WHERE unit_id IN ({_NOT_STEPS})")


def _count_words() -> None:
    dialect = op.get_bind().dialect.name
    op.execute(
        "INSERT INTO tallies "
        "(campaign_id, question, unit_id, month, counter_id, channel, value, n) "
        f"SELECT campaign_id, said.key, responses.unit_id, {_MONTH[dialect]}, "
        "coalesce(counter_id, 0), channel, '~answered', count(*) "
        "FROM responses JOIN marks ON marks.unit_id = responses.unit_id "
        f"AND responses.position <= marks.position CROSS JOIN {_EACH_WORD[dialect]} "
        "WHERE words <> '{}' GROUP BY 1, 2, 3, 4, 5, 6"
    )
    for table in ("month_totals", "unit_totals"):
        key = ", ".join(_KEYS[table])
        op.execute(
            f"INSERT INTO {table} ({key}, n) SELECT {key}, sum(n) FROM tallies "
            f"WHERE value = '~answered' GROUP BY {key}"
        )


def _resize(table: str, before: int, after: int) -> None:
    if op.get_bind().dialect.name == "postgresql":
        was, becomes = sa.String(before), sa.String(after)
        op.alter_column(table, "value", existing_type=was, type_=becomes, existing_nullable=False)
        return
    columns = ", ".join((*_KEYS[table], "n"))
    op.rename_table(table, f"{table}_before")
    _create(table, after)
    op.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}_before")
    op.drop_table(f"{table}_before")
    if table == "tallies":
        op.create_index(_INDEX, table, ["unit_id", "campaign_id"], unique=False)


def _create(table: str, longest: int) -> None:
    types = {
        "question": sa.String(40),
        "month": sa.Date(),
        "channel": sa.String(16),
        "value": sa.String(longest),
    }
    # Only the tallies themselves have row numbers: their totals lie in their key's order.
    order = {} if table == "tallies" else {"sqlite_with_rowid": False}
    op.create_table(
        table,
        *(
            sa.Column(name, types.get(name, sa.Integer()), nullable=False)
            for name in (*_KEYS[table], "n")
        ),
        sa.CheckConstraint("n > 0", name=op.f(f"ck_{table}_counts_something")),
        *(
            sa.ForeignKeyConstraint(
                [f"{of}_id"], [f"{of}s.id"], name=op.f(f"fk_{table}_{of}_id_{of}s")
            )
            for of in ("campaign", "unit")
        ),
        sa.PrimaryKeyConstraint(*_KEYS[table], name=op.f(f"pk_{table}")),
        **order,
    )
