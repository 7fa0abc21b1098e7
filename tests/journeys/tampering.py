"""What somebody who owns the database can do to it once the triggers are out of the way.

Each tampering returns the unit and the position at which `survey verify` must find it;
position 0 of no unit stands for words that belong to nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from sqlalchemy import Row, text
from sqlalchemy.engine import Connection

Place = tuple[int, int]
_EDITS = {
    "campaign_id": "campaign_id + 1",
    "counter_id": "NULL",
    "questionnaire": "'other'",
    "version": "version + 1",
    "language": "'en-x'",
    "channel": "'paper'",
    "day": "'2020-02-02'",
    "minute": "7",
    "salt": "'00000000000000000000000000000000'",
    "answers": "'{}'",
    "words": "'[]'",
    "id": "'0123456789abcdef0123456789abcdef'",
    "link": "'" + "ab" * 32 + "'",
}
_ALL = "id, unit_id, position, link, campaign_id, counter_id, questionnaire, version, language"
_ALL += ", channel, day, minute, salt, answers, words"


@dataclass
class Vandal:
    """Somebody at the database's own prompt."""

    connection: Connection
    luck: Random

    def tamper(self) -> tuple[str, Place]:
        """Do one thing, chosen by luck; return what was done and where it must be found."""
        how = self.luck.choice(WAYS)
        return how.__name__, how(self)

    def edit(self) -> Place:
        victim = self._victim()
        column = self.luck.choice(sorted(_EDITS))
        self._say(f"UPDATE responses SET {column} = {_EDITS[column]} WHERE id = :id", id=victim.id)
        return victim.unit_id, victim.position

    def delete(self) -> Place:
        victim = self._victim()
        self._say("DELETE FROM remarks WHERE response_id = :id", id=victim.id)
        self._say("DELETE FROM responses WHERE id = :id", id=victim.id)
        return victim.unit_id, victim.position

    def cut_the_tail(self) -> Place:
        victim = self._victim()
        span = {"unit": victim.unit_id, "position": victim.position}
        tail = "FROM responses WHERE unit_id = :unit AND position >= :position"
        self._say(f"DELETE FROM remarks WHERE response_id IN (SELECT id {tail})", **span)
        self._say(f"DELETE {tail}", **span)
        return victim.unit_id, victim.position

    def reorder(self) -> Place:
        first = self._victim(before_the_last=True)
        unit = first.unit_id
        move = "UPDATE responses SET position = :to WHERE unit_id = :unit AND position = :at"
        for at, to in (
            (first.position, 99_999),
            (first.position + 1, first.position),
            (99_999, first.position + 1),
        ):
            self._say(move, unit=unit, at=at, to=to)
        return unit, first.position

    def move_to_another_unit(self) -> Place:
        victim = self._victim()
        elsewhere = "SELECT * FROM chains WHERE unit_id <> :unit AND position > 0 ORDER BY unit_id"
        other = self._one(elsewhere, unit=victim.unit_id)
        self._say(
            "UPDATE responses SET unit_id = :unit, position = :position WHERE id = :id",
            unit=other.unit_id,
            position=other.position + 1,
            id=victim.id,
        )
        return victim.unit_id, victim.position

    def slip_in(self) -> Place:
        victim = self._victim()
        unit, at = victim.unit_id, victim.position
        # By way of far away, where no two positions meet.
        shift = "UPDATE responses SET position = position + :by WHERE unit_id = :unit"
        self._say(f"{shift} AND position >= :at", by=10_001, unit=unit, at=at)
        self._say(f"{shift} AND position > 10000", by=-10_000, unit=unit)
        copied = _ALL.replace("id, unit_id, position, link", ":id, unit_id, :at, :link", 1)
        self._say(
            f"INSERT INTO responses ({_ALL}) SELECT {copied} FROM responses WHERE id = :victim",
            id="fedcba9876543210" * 2,
            link="cd" * 32,
            at=at,
            victim=victim.id,
        )
        return unit, at

    def add_at_the_end(self) -> Place:
        head = self._one("SELECT * FROM chains WHERE position > 0 ORDER BY unit_id")
        copied = _ALL.replace("id, unit_id, position, link", ":id, unit_id, :at, :link", 1)
        self._say(
            f"INSERT INTO responses ({_ALL}) SELECT {copied} FROM responses "
            "WHERE unit_id = :unit AND position = 1",
            id="fedcba9876543210" * 2,
            link="cd" * 32,
            at=head.position + 1,
            unit=head.unit_id,
        )
        return head.unit_id, head.position + 1

    def move_the_head(self) -> Place:
        head = self._one("SELECT * FROM chains WHERE position > 0 ORDER BY unit_id")
        step = self.luck.choice((-1, 1, 0))
        self._say(
            "UPDATE chains SET position = position + :step, link = :link WHERE unit_id = :unit",
            step=step,
            link="ef" * 32,
            unit=head.unit_id,
        )
        return head.unit_id, head.position + (step == 1)

    def change_words(self) -> Place:
        victim = self._victim(with_words=True)
        self._say("UPDATE remarks SET words = 'Tuyệt vời!' WHERE response_id = :id", id=victim.id)
        return victim.unit_id, victim.position

    def delete_words(self) -> Place:
        victim = self._victim(with_words=True)
        self._say("DELETE FROM remarks WHERE response_id = :id", id=victim.id)
        return victim.unit_id, victim.position

    def put_words_in_a_mouth(self) -> Place:
        victim = self._victim()
        self._insert_words(victim.id)
        return victim.unit_id, victim.position

    def put_words_in_nobodys_mouth(self) -> Place:
        self._insert_words("f" * 32)
        return 0, 0

    def _insert_words(self, number: str) -> None:
        self._say(
            "INSERT INTO remarks (response_id, question, salt, words) "
            "VALUES (:id, 'attitude', :salt, 'Rất tốt')",
            id=number,
            salt="00" * 16,
        )

    def _victim(self, *, with_words: bool = False, before_the_last: bool = False) -> Row:
        wanted = "words <> '{}'" if with_words else "1 = 1"
        if before_the_last:
            wanted = "position < (SELECT position FROM chains WHERE unit_id = responses.unit_id)"
        return self._one(f"SELECT * FROM responses WHERE {wanted} ORDER BY id")

    def _one(self, statement: str, **given: object) -> Row:
        return self.luck.choice(self.connection.execute(text(statement), given).all())

    def _say(self, statement: str, **given: object) -> None:
        self.connection.execute(text(statement), given)


WAYS: tuple[Callable[[Vandal], Place], ...] = (
    *(Vandal.edit, Vandal.edit, Vandal.delete, Vandal.cut_the_tail, Vandal.reorder),
    *(Vandal.move_to_another_unit, Vandal.slip_in, Vandal.add_at_the_end, Vandal.move_the_head),
    *(Vandal.change_words, Vandal.delete_words, Vandal.put_words_in_a_mouth),
    Vandal.put_words_in_nobodys_mouth,
)
