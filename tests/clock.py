"""A clock that shows what a test sets: by default a Friday morning at the counter."""

from datetime import UTC, datetime, timedelta

from survey.clock import VIETNAM

A_MORNING = datetime(2026, 11, 20, 9, 30, tzinfo=VIETNAM)


class SettableClock:
    """Stands still until told otherwise."""

    def __init__(self, moment: datetime = A_MORNING) -> None:
        self._moment = moment

    def __call__(self) -> datetime:
        return self._moment.astimezone(UTC)

    def set(self, moment: datetime) -> None:
        """Show `moment`; one that names no zone is Vietnam's."""
        self._moment = moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)

    def advance(self, by: timedelta) -> None:
        """Move on by `by`."""
        self._moment += by
