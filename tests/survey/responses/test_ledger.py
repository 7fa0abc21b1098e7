from hypothesis import given
from hypothesis import strategies as st

from survey.responses.ledger import GENESIS, START, Break, Entry, Head, first_break, follow

bodies = st.lists(st.binary(max_size=40), min_size=1, max_size=12)


def chained(contents: list[bytes]) -> list[Entry]:
    entries: list[Entry] = []
    head = START
    for content in contents:
        entries.append(follow(head, content))
        head = Head(entries[-1].position, entries[-1].link)
    return entries


def head_of(entries: list[Entry]) -> Head:
    return Head(entries[-1].position, entries[-1].link)


def test_the_first_entry_follows_the_genesis() -> None:
    # SHA-256(0^32 ‖ SHA-256("a")), computed with `xxd -r -p | sha256sum`.
    assert GENESIS == "0" * 64
    assert follow(START, b"a") == Entry(
        1, b"a", "8c374a53782642f7514d087d26a3e733f1b806009a03e04a43b288ef2fa9f9c0"
    )


@given(bodies)
def test_a_whole_chain_has_no_break(contents: list[bytes]) -> None:
    entries = chained(contents)
    assert first_break(entries, head_of(entries)) is None


@given(bodies, st.data())
def test_an_altered_entry_breaks_where_it_stood(contents: list[bytes], data: st.DataObject) -> None:
    entries = chained(contents)
    at = data.draw(st.integers(0, len(entries) - 1))
    changed = Entry(entries[at].position, entries[at].body + b"!", entries[at].link)
    broken = first_break([*entries[:at], changed, *entries[at + 1 :]], head_of(entries))
    assert broken == Break(at + 1, "altered")


@given(bodies, st.data())
def test_a_dropped_entry_breaks_where_it_stood(contents: list[bytes], data: st.DataObject) -> None:
    entries = chained(contents)
    at = data.draw(st.integers(0, len(entries) - 1))
    broken = first_break([*entries[:at], *entries[at + 1 :]], head_of(entries))
    assert broken == Break(at + 1, "missing")


@given(bodies)
def test_an_entry_beyond_the_head_is_told(contents: list[bytes]) -> None:
    entries = chained([*contents, b"slipped in"])
    broken = first_break(entries, head_of(entries[:-1]))
    assert broken == Break(len(entries), "beyond the head")


def test_two_entries_that_changed_places_are_told() -> None:
    first, second = chained([b"a", b"b"])
    swapped = [Entry(1, second.body, second.link), Entry(2, first.body, first.link)]
    assert first_break(swapped, head_of([first, second])) == Break(1, "altered")


def test_an_empty_chain_leads_to_its_start() -> None:
    assert first_break([], START) is None
    assert first_break([], Head(1, "ab")) == Break(1, "missing")
