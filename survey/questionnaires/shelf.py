"""The shelf of what was published here, and what a campaign may use on a day.

A published questionnaire never changes, so it is remembered after the first look. Each
is held against its digest when it is read: one that somebody changed behind our back is
refused, loudly, for answers to it would belong to no decision.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date

from flask import Flask
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from forms import library
from forms.questionnaire import Questionnaire
from forms.reading import made
from forms.rules import QUESTIONNAIRE_CODE
from survey import db
from survey.access import paths
from survey.questionnaires.models import Published

Key = tuple[str, int]

# What making a questionnaire can raise of a document that is none any more.
_UNMADE = (ValueError, LookupError, TypeError, AttributeError, OSError, RecursionError)


class Tampered(library.Altered):
    """A published questionnaire is no longer what was published."""

    def __init__(self, code: str, version: int) -> None:
        super().__init__(
            f"Phiếu khảo sát {code} bản {version} không còn đúng như lúc ban hành: nội dung "
            "trong cơ sở dữ liệu khác mã băm đã ghi. Hãy khôi phục từ bản sao lưu."
        )


class PublishedShelf:
    """What was published here, as `forms.library` asks for it."""

    def __init__(self) -> None:
        self._known: dict[Key, Questionnaire] = {}
        self._stands = False

    def find(self, code: str, version: int) -> Questionnaire | None:
        """Return one published questionnaire, retired or not."""
        if (code, version) not in self._known:
            if not _can_be(code, version) or not self._is_there():
                return None
            row = db.session().get(Published, (code, version))
            if row is None:
                return None  # not remembered: it may be published in a moment
            self._known[code, version] = questionnaire_of(row)
        return self._known[code, version]

    def stock(self) -> Sequence[Key]:
        """Return code and version of all that were ever published."""
        if not self._is_there():
            return []
        found = db.session().execute(select(Published.code, Published.version))
        return sorted((code, version) for code, version in found)

    def _is_there(self) -> bool:
        # `flask forms` is asked before there is a database, too.
        self._stands = self._stands or inspect(db.engine()).has_table(Published.__tablename__)
        return self._stands


def _can_be(code: str, version: int) -> bool:
    # What no questionnaire could be called is not asked of a database, which may choke on it.
    return bool(QUESTIONNAIRE_CODE.fullmatch(code)) and 1 <= version <= library.MOST_VERSIONS


def init_app(app: Flask) -> None:
    """Put the shelf into the library of `app`."""
    app.extensions[library.FURTHER] = PublishedShelf()


def questionnaire_of(row: Published) -> Questionnaire:
    """Return what was published; raise Tampered when it is not that any more."""
    try:
        found = made(json.loads(row.document))
    except _UNMADE as error:
        raise Tampered(row.code, row.version) from error
    if (found.code, found.version, found.digest) != (row.code, row.version, row.digest):
        raise Tampered(row.code, row.version)
    return found


def sound(row: Published) -> Questionnaire | None:
    """Return what was published; None when it was tampered with, for a list that goes on."""
    try:
        return library.find(row.code, row.version)
    except Tampered:
        return None


def is_shipped(code: str) -> bool:
    """Whether `code` belongs to a questionnaire this program comes with."""
    return any(each.code == code for each in library.shipped())


def offered(session: Session, unit_id: int, day: date) -> list[Questionnaire]:
    """Return what a campaign at a unit may use on `day`: the newest of every code.

    All that are shipped, and what the unit or one above it has published, that is not
    retired and valid on that day. Where the newest was tampered with there is none.
    """
    found = {each.code: each for each in library.shipped()}
    for row in _published_for(session, [unit_id]):
        if row.retired_at is None and _is_valid(row, day, day):
            found.pop(row.code, None)
            if questionnaire := sound(row):
                found[row.code] = questionnaire
    return [found[code] for code in sorted(found)]


def is_usable(
    session: Session, key: Key, unit_ids: Iterable[int], period: tuple[date, date]
) -> bool:
    """Whether a campaign may ask `key` at all these units through the whole period."""
    row = session.get(Published, key)
    if row is None:
        return is_shipped(key[0])
    owners = [paths.above(session, unit_id) for unit_id in unit_ids]
    is_theirs = all(row.unit_id in above for above in owners)
    is_in_use = is_theirs and row.retired_at is None and _is_valid(row, *period)
    return is_in_use and sound(row) is not None


def _published_for(session: Session, unit_ids: Iterable[int]) -> list[Published]:
    above = frozenset().union(*(paths.above(session, unit_id) for unit_id in unit_ids))
    wanted = select(Published).where(Published.unit_id.in_(above))
    return list(session.scalars(wanted.order_by(Published.code, Published.version)))


def _is_valid(row: Published, first: date, last: date) -> bool:
    return row.valid_from <= first and (row.valid_to is None or last <= row.valid_to)
