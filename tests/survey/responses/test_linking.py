from dataclasses import replace
from datetime import date

from survey.responses.ballot import Ballot, body_of, digest_of
from survey.responses.ledger import START, Entry, Head, first_break
from survey.responses.linking import linked


def a_ballot(number: int, unit_id: int = 1, **changes: object) -> Ballot:
    ballot = Ballot(
        id=f"{number:032x}",
        campaign_id=1,
        unit_id=unit_id,
        counter_id=None,
        questionnaire="dossier",
        version=1,
        language="vi",
        channel="paper",
        day=date(2026, 11, 20),
        minute=None,
        answers={"overall": 5},
    )
    return replace(ballot, **changes)


def test_each_units_ballots_follow_that_units_head():
    heads = {1: START, 2: Head(7, "ab" * 32)}
    made = linked(heads, [a_ballot(1), a_ballot(2, 2), a_ballot(3), a_ballot(4, 2)])
    positions = [(row["unit_id"], row["position"]) for row in made.rows.values()]
    assert positions == [(1, 1), (2, 8), (1, 2), (2, 9)]
    entries = [
        Entry(row["position"], body_of(row), row["link"])
        for row in made.rows.values()
        if row["unit_id"] == 1
    ]
    assert first_break(entries, made.heads[1]) is None
    assert made.heads[2].position == 9


def test_a_ballot_that_comes_twice_is_one_row():
    made = linked({1: START}, [a_ballot(1), a_ballot(1)])
    assert len(made.rows) == 1
    assert made.heads[1].position == 1


def test_words_are_vouched_for_by_a_digest_only():
    made = linked({1: START}, [a_ballot(1, words={"comment": "Chậm"})])
    (row,), (remark,) = made.rows.values(), made.remarks
    assert "Chậm" not in str(row)
    assert digest_of("Chậm", remark["salt"]) in row["words"]


def test_the_same_ballot_linked_again_has_other_salts():
    one, other = (linked({1: START}, [a_ballot(1)]) for _ in range(2))
    assert one.heads[1].link != other.heads[1].link
