"""From ballots to the rows of their chains: each linked to the one before it.

The caller holds the chains' locks, so the heads it hands in are the heads there are.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from forms.answers import canonical
from survey.responses import flags
from survey.responses.ballot import Ballot, body_of, digest_of
from survey.responses.ledger import Head, follow

Row = dict[str, object]


@dataclass(slots=True)
class Linked:
    """Rows ready to be appended, by ballot's id, their words, and the heads that moved."""

    rows: dict[str, Row] = field(default_factory=dict)
    remarks: list[Row] = field(default_factory=list)
    heads: dict[int, Head] = field(default_factory=dict)


def linked(heads: Mapping[int, Head], ballots: Iterable[Ballot]) -> Linked:
    """Return `ballots` as the rows that follow their units' heads; one that comes twice is one."""
    made = Linked()
    for ballot in ballots:
        if ballot.id in made.rows:
            continue
        head = made.heads.get(ballot.unit_id) or heads[ballot.unit_id]
        remarks = _remarks(ballot)
        row = _row(ballot, head.position + 1, remarks)
        entry = follow(head, body_of(row))
        made.heads[ballot.unit_id] = Head(entry.position, entry.link)
        made.rows[ballot.id] = row | {"link": entry.link}
        made.remarks += remarks
    return made


def _remarks(ballot: Ballot) -> list[Row]:
    return [
        {"response_id": ballot.id, "question": code, "salt": secrets.token_hex(16), "words": words}
        for code, words in ballot.words.items()
    ]


def _row(ballot: Ballot, position: int, remarks: Sequence[Row]) -> Row:
    digests = {
        str(remark["question"]): digest_of(str(remark["words"]), str(remark["salt"]))
        for remark in remarks
    }
    return {
        "id": ballot.id,
        "unit_id": ballot.unit_id,
        "position": position,
        "campaign_id": ballot.campaign_id,
        "counter_id": ballot.counter_id,
        "questionnaire": ballot.questionnaire,
        "version": ballot.version,
        "language": ballot.language,
        "channel": ballot.channel,
        "day": ballot.day,
        "minute": ballot.minute,
        "salt": secrets.token_hex(16),
        "answers": canonical(ballot.answers),
        "words": canonical(digests),
        "flags": flags.written(ballot.flags),
        "procedure_group": ballot.procedure_group,
        "resolving_unit_id": ballot.resolving_unit_id,
        "design": None if ballot.design is None else ballot.design.written(),
        "on_time": None if ballot.on_time is None else int(ballot.on_time),
    }
