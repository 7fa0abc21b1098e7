"""No column leads to a person."""

from analysis.columns.shape import SHAPES, columns_of
from survey.responses.models import Response


def test_what_is_a_response_s_own_is_in_no_file():
    own = {"id", "link", "salt", "words", "answers", "design"}
    columns = set(Response.__table__.columns.keys())

    assert set(SHAPES["responses"]) == columns - own | {"is_flagged"}
    assert set(SHAPES["answers"]) <= set(SHAPES["responses"]) | {"question", "value"}


def test_a_table_is_made_of_them():
    assert columns_of("answers").startswith("unit_id INTEGER, position INTEGER, ")
