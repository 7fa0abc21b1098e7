"""A Visit: one person standing before one questionnaire, for two hours.

It is signed into the page, not kept anywhere, and its id becomes the response's
id. That is why a double tap, a reload or a replay is the same response, and why
no cookie is needed. It names the counter, campaign, questionnaire and way in, so
that nobody can carry a form from one counter to another.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from itsdangerous import BadSignature, Signer

LIFETIME = timedelta(hours=2)
_FIELDS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who is asked: at which counter, in which campaign, with what, since when."""

    id: str
    counter: str
    campaign_id: int
    questionnaire: str
    version: int
    channel: str
    begun: datetime

    def has_expired(self, now: datetime) -> bool:
        """Say whether the form has lain open too long to be sent."""
        # A server clock set back an hour must not lock anybody out.
        return now - self.begun > LIFETIME


def begin(  # noqa: PLR0913  what a Visit is, said by name
    *,
    counter: str,
    campaign_id: int,
    questionnaire: str,
    version: int,
    channel: str,
    now: datetime,
) -> Visit:
    """Begin a Visit with an id of 128 random bits."""
    return Visit(
        id=secrets.token_hex(16),
        counter=counter,
        campaign_id=campaign_id,
        questionnaire=questionnaire,
        version=version,
        channel=channel,
        begun=now,
    )


def signed(visit: Visit, key: str) -> str:
    """Return `visit` as the token a page carries."""
    fields = (
        visit.id,
        visit.counter,
        visit.campaign_id,
        visit.questionnaire,
        visit.version,
        visit.channel,
        int(visit.begun.timestamp()),
    )
    return _signer(key).sign("~".join(map(str, fields))).decode()


def read(token: str, key: str) -> Visit | None:
    """Return the Visit in `token`; None when we did not sign it."""
    try:
        fields = _signer(key).unsign(token).decode().split("~")
    except (BadSignature, UnicodeError):
        return None
    if len(fields) != _FIELDS:
        return None
    number, counter, campaign_id, questionnaire, version, channel, begun = fields
    return Visit(
        id=number,
        counter=counter,
        campaign_id=int(campaign_id),
        questionnaire=questionnaire,
        version=int(version),
        channel=channel,
        begun=datetime.fromtimestamp(int(begun), UTC),
    )


@lru_cache(maxsize=8)
def _signer(key: str) -> Signer:
    return Signer(key, salt="visit", digest_method=sha256)
