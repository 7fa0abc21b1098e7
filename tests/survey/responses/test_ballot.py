from datetime import date
from typing import Any

import pytest

from survey.responses.ballot import LINKED_COLUMNS, body_of, digest_of
from survey.responses.models import Response

ROW: dict[str, Any] = {
    "id": "a" * 32,
    "unit_id": 1,
    "position": 1,
    "campaign_id": 1,
    "counter_id": 1,
    "questionnaire": "dossier",
    "version": 1,
    "language": "vi",
    "channel": "qr",
    "day": date(2026, 11, 20),
    "minute": 570,
    "salt": "b" * 32,
    "answers": '{"overall":5}',
    "words": "{}",
}
OTHER: dict[str, Any] = {**ROW, "day": date(2026, 11, 21), "counter_id": None, "minute": None}
OTHER |= {name: f"{value}1" for name, value in ROW.items() if isinstance(value, str)}
OTHER |= {name: ROW[name] + 1 for name in ("unit_id", "position", "campaign_id", "version")}


def test_every_column_of_a_response_is_linked_but_the_link() -> None:
    assert {column.name for column in Response.__table__.columns} == {*LINKED_COLUMNS, "link"}


@pytest.mark.parametrize("column", LINKED_COLUMNS)
def test_changing_any_column_changes_the_bytes(column: str) -> None:
    assert body_of({**ROW, column: OTHER[column]}) != body_of(ROW)


def test_the_bytes_do_not_depend_on_the_order_of_columns() -> None:
    assert body_of(dict(reversed(ROW.items()))) == body_of(ROW)


def test_the_same_words_with_another_salt_have_another_digest() -> None:
    assert digest_of("Tốt", "00" * 16) != digest_of("Tốt", "01" * 16)
