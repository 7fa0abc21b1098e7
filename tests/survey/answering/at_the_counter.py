"""A citizen at a counter's door, for tests that send what no browser would."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from survey.campaigns.models import Campaign
from survey.places.models import Counter
from survey.responses.models import Response
from tests.page import Page, read

FORM = "application/x-www-form-urlencoded"
GOOD = {"attitude": "4", "contacts": "2"}
"""Answers with nothing wrong in them; they must survive whatever is wrong beside them."""


@dataclass
class Citizen:
    """Somebody with a phone before one counter; `sees` checks each page."""

    client: FlaskClient
    session: Session
    counter: Counter
    campaign: Campaign

    @property
    def address(self) -> str:
        return f"/q/{self.counter.code}"

    def opens(self, **options) -> Page:
        return read(self.client.get(self.address, **options))

    def visit(self) -> str:
        return self.opens().fields["_visit"]

    def sends(self, answers: Mapping[str, str], **options) -> Page:
        """Send the form of a fresh Visit with `answers` in it."""
        return self.sends_as(self.visit(), answers, **options)

    def sends_as(self, token: str, answers: Mapping[str, str], **options) -> Page:
        body = urlencode({"_visit": token, "_language": "vi", **answers}).encode()
        return self.sends_bytes(body, **options)

    def sends_bytes(self, body: bytes, content_type: str = FORM, **options) -> Page:
        return read(self.posts(body, content_type, **options))

    def posts(self, body: bytes, content_type: str = FORM, **options) -> TestResponse:
        return self.client.post(self.address, data=body, content_type=content_type, **options)

    def kept(self) -> int:
        """How many responses the ledger holds."""
        self.session.rollback()
        return self.session.scalar(select(func.count()).select_from(Response)) or 0


def alert(page: Page) -> str:
    """Return the sentence that says why a page came back."""
    return " ".join(element.text for element in page.find_all("p", role="alert"))


def chosen(page: Page) -> dict[str, str]:
    """Return the answers that stand filled in on `page`."""
    return {code: page.fields[code] for code in GOOD if code in page.fields}
