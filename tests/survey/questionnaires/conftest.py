"""An author at a province, a draft of theirs, and the pages of both."""

import pytest

from survey import db
from survey.access.permissions import RoleName
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_commune, make_province
from tests.factories.questionnaires import make_draft, make_published


@pytest.fixture
def writer(app):
    """A writing session inside the application, as a page or a command has it."""
    with app.app_context():
        yield db.writing_session()


@pytest.fixture
def province(session):
    return make_province(session, code="52")


@pytest.fixture
def commune(session, province):
    return make_commune(session, province)


@pytest.fixture
def author(client, session, province):
    account = make_account(session, province, RoleName.MANAGER)
    sign_in(client, account)
    return account


@pytest.fixture
def drafted(app, session, author):
    """Make a draft: `drafted(unit, **changes)` gives its address."""

    def make(unit, **changes):
        with app.app_context():
            return (
                f"/manage/questionnaires/drafts/{make_draft(session, unit, author, **changes).id}"
            )

    return make


@pytest.fixture
def published(app, session, author):
    """Publish: `published(unit, **changes)` gives the row."""

    def make(unit, *decision, **changes):
        with app.app_context():
            return make_published(session, unit, author, *decision, **changes)

    return make


@pytest.fixture
def draft(drafted, province):
    return drafted(province)
