"""Together: answers that arrive at once are committed at once.

A disk confirms one commit as fast as twenty, and on SQLite one writer makes all
others wait. So whoever comes while another is writing lays their ballot beside those
that wait; whose turn comes next writes all of them in one transaction, and hands each
their own receipt. Nobody is told "kept" before the commit that holds their answer.
"""

from dataclasses import dataclass
from threading import Lock
from time import sleep

from sqlalchemy.engine import Engine

from survey.responses.ballot import Ballot
from survey.responses.store import Kept, keep

_GATHERING = 0.001
"""Seconds a busy writer lets others lay theirs down first (PostgreSQL's commit_delay)."""


class NotWritten(Exception):
    """Whoever wrote this ballot with others could not; nothing of it was committed."""


@dataclass(slots=True, eq=False)
class _Waiting:
    """One citizen's ballot, and what became of it once that is known."""

    ballot: Ballot
    has_had_its_turn: bool = False
    is_written: bool = False
    kept: Kept | None = None


class Tray:
    """Where this process's ballots wait for their turn."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = Lock()
        self._hand = Lock()
        self._waiting: list[_Waiting] = []
        self._is_busy = False

    def keep(self, ballot: Ballot) -> Kept | None:
        """Keep one ballot durably, alone or with others; None when its campaign is not open."""
        own = _Waiting(ballot)
        with self._hand:
            self._waiting.append(own)
        with self._turn:
            if not own.has_had_its_turn:
                self._write(self._gather())
        if not own.is_written:
            raise NotWritten
        return own.kept

    def _gather(self) -> list[_Waiting]:
        if self._is_busy:
            sleep(_GATHERING)
        with self._hand:
            pile, self._waiting = self._waiting, []
        self._is_busy = len(pile) > 1
        return pile

    def _write(self, pile: list[_Waiting]) -> None:
        try:
            with self._engine.connect() as connection:
                writer = connection.execution_options(writes=True)
                with writer.begin():
                    results = keep(writer, [waiting.ballot for waiting in pile])
            for waiting, result in zip(pile, results, strict=True):
                waiting.kept, waiting.is_written = result, True
        finally:
            # An error is raised to whoever wrote; the others of the pile are told NotWritten.
            for waiting in pile:
                waiting.has_had_its_turn = True
