from datetime import date
from typing import Any

import pytest

from survey.responses.ballot import LATER_COLUMNS, LINKED_COLUMNS, body_of, digest_of
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
    **dict.fromkeys(LATER_COLUMNS),
}
LATER: dict[str, Any] = {
    "design": '{"weight":"2"}',
    "flags": '["held"]',
    "on_time": 0,
    "procedure_group": "Đất đai",
    "resolving_unit_id": 1,
}
OTHER: dict[str, Any] = {**ROW, "day": date(2026, 11, 21), "counter_id": None, "minute": None}
OTHER |= {name: f"{value}1" for name, value in ROW.items() if isinstance(value, str)}
OTHER |= {name: ROW[name] + 1 for name in ("unit_id", "position", "campaign_id", "version")}


def test_every_column_of_a_response_is_linked_but_the_link() -> None:
    columns = {column.name for column in Response.__table__.columns}
    assert columns == {*LINKED_COLUMNS, *LATER_COLUMNS, "link"}


@pytest.mark.parametrize("column", LINKED_COLUMNS)
def test_changing_any_column_changes_the_bytes(column: str) -> None:
    assert body_of({**ROW, column: OTHER[column]}) != body_of(ROW)


@pytest.mark.parametrize("column", LATER_COLUMNS)
def test_filling_or_emptying_a_later_column_changes_the_bytes(column: str) -> None:
    one, other = {**ROW, column: LATER[column]}, {**ROW, column: "x"}
    assert len({body_of(ROW), body_of(one), body_of(other)}) == 3


def test_a_link_from_before_the_later_columns_stays_good() -> None:
    # The bytes as they were linked before there were such columns, written down then.
    assert body_of(ROW) == (
        b'{"answers":"{\\"overall\\":5}","campaign_id":1,"channel":"qr","counter_id":1,'
        b'"day":"2026-11-20","id":"' + b"a" * 32 + b'","language":"vi","minute":570,'
        b'"position":1,"questionnaire":"dossier","salt":"' + b"b" * 32 + b'","unit_id":1,'
        b'"version":1,"words":"{}"}'
    )


def test_the_bytes_do_not_depend_on_the_order_of_columns() -> None:
    assert body_of(dict(reversed(ROW.items()))) == body_of(ROW)


def test_the_same_words_with_another_salt_have_another_digest() -> None:
    assert digest_of("Tốt", "00" * 16) != digest_of("Tốt", "01" * 16)
