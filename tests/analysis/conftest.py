"""The third floor's tests look at a database directly; most need no application."""

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from survey.db import open_engine


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def ledger(engine: Engine) -> Iterator[Session]:
    """A session on an engine of its own."""
    with Session(engine, expire_on_commit=False) as opened:
        yield opened
