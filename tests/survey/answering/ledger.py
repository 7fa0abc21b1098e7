"""Small words for the tests of the citizen's path."""

from sqlalchemy import func, select

from survey.responses.models import Response


def how_many(session) -> int:
    """Return how many responses the ledger holds."""
    session.rollback()
    return session.scalar(select(func.count()).select_from(Response))


def receipt_on(page) -> str:
    """Return where the receipt on a thank-you page leads."""
    (receipt,) = [href for href in page.links.values() if href.startswith("/r/")]
    return receipt
