"""A batch is read whole where it can be; one bad entry stops no other."""

import json

import pytest

from survey.offline import batches
from survey.offline.strict import TooLarge, Unreadable

GOOD = {"id": "a" * 32, "n": 1, "kid": "k", "k": "p", "b": "l"}
SAID = {"nonce": "0" * 32, "sent_at": 1, "session": "b" * 16, "mono": 2.5, "entries": [GOOD]}


def read(**changes: object) -> batches.Batch:
    return batches.read(json.dumps(SAID | changes).encode())


def test_a_heartbeat_is_a_batch_without_entries():
    found = read(entries=[], battery=0.456, charging=True, waiting=3, app="1f", config="2e")
    assert (found.entries, found.nameless) == ((), 0)
    health = found.health
    assert (health.battery, health.charging, health.waiting) == (46, True, 3)
    assert (health.app, health.config, found.clocks.mono) == ("1f", "2e", 2)


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": None},
        {"nonce": "x"},
        {"sent_at": "now"},
        {"sent_at": 2**53},
        {"sent_at": True},
        {"session": 7},
        {"mono": None},
        {"entries": {}},
        {"entries": None},
    ],
)
def test_a_batch_without_its_frame_is_unreadable(changes):
    with pytest.raises(Unreadable):
        read(**changes)


def test_a_thousand_entries_are_taken_and_one_more_are_not():
    entries = [GOOD | {"id": f"{n:032x}", "n": n + 1} for n in range(1000)]
    assert len(read(entries=entries).entries) == 1000
    with pytest.raises(TooLarge):
        read(entries=[*entries, GOOD])


@pytest.mark.parametrize(
    "wrong",
    [
        {"app": 1, "config": ["x"], "waiting": -1, "battery": 2, "charging": 1, "storage": []},
        {"app": "a\nb", "config": "é", "waiting": True, "battery": True, "charging": "no"},
        {"storage": {"usage": -1, "quota": 2**60, "persisted": 0}, "battery": "full"},
    ],
)
def test_what_it_says_badly_of_itself_is_left_out(wrong):
    health = read(**wrong).health
    assert health == batches.Health(
        **dict.fromkeys(("app", "config", "battery", "charging", "used", "quota", "persisted")),
        waiting=0,
    )


@pytest.mark.parametrize(
    "wrong",
    [
        *({"n": 0}, {"n": 2**53}, {"n": "1"}, {"n": True}, {"kid": None}, {"k": 5}),
        *({"b": None}, {"b": "\0"}, {"kid": "\ud800"}),
    ],
)
def test_a_bad_entry_that_has_a_name_is_told_apart(wrong):
    (found,) = read(entries=[GOOD | wrong]).entries
    assert (found.id, found.letter) == ("a" * 32, None)
    assert json.loads(found.sent) == GOOD | wrong
    assert found.sent.isascii()


@pytest.mark.parametrize("entry", [None, 7, [], {}, {"id": "x"}, {"id": "A" * 32}])
def test_an_entry_without_a_name_is_counted(entry):
    assert read(entries=[entry, GOOD]).nameless == 1


def test_entries_come_by_their_numbers_and_each_identity_once():
    entries = [GOOD | {"id": f"{n:032x}", "n": n} for n in (3, 1, 2, 1)]
    assert [entry.number for entry in read(entries=entries).entries] == [1, 2, 3]
