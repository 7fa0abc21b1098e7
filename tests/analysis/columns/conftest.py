"""A ledger of one commune, and the folder its columns go to."""

import pytest

from tests.analysis.ledgers import open_campaign
from tests.factories.places import make_commune


@pytest.fixture
def commune(ledger):
    return make_commune(ledger)


@pytest.fixture
def campaign(ledger, commune):
    return open_campaign(ledger, commune)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "columns"
