"""One answer for each way comparisons can turn out, and none that would be refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import filling, reading
from forms.condition_reading import read
from forms.conditions import atoms, holds
from forms.kinds import KINDS
from forms.samples import Patience, TooMany, samples
from tests.forms.oracle import SCALES, answers_to, atoms_about, questions, said, sent_for
from tests.forms.parts import choices, document, question, section


def samples_of(asked: dict, *lines: str) -> list[object]:
    made = reading.made(document(section("all", asked), scales=SCALES)).questions[0]
    own = [atom for line in lines for atom in atoms(read(line))]
    return samples(made, KINDS[made.kind].domain(made), own, Patience(100_000))


@settings(max_examples=150, deadline=None)
@given(questions("q"), st.data())
def test_every_answer_has_its_like_and_every_sample_may_be_given(asked, data) -> None:
    lines = [said(node) for node in data.draw(st.lists(atoms_about(asked), max_size=3))]
    own = [atom for line in lines for atom in atoms(read(line))]

    def outcome(answer: object) -> tuple[bool, ...]:
        return tuple(holds(atom, {} if answer is None else {"q": answer}) for atom in own)

    found = samples_of(asked, *lines)
    assert {outcome(each) for each in found} == {outcome(each) for each in answers_to(asked)}
    questionnaire = reading.made(document(section("all", asked), scales=SCALES))
    for each in found:
        filled = filling.fill(questionnaire, sent_for("q", asked["kind"], each))
        assert (filled.faults, filled.lacking) == ({}, [])


def test_too_many_ways_are_said_to_be_too_many() -> None:
    long = question("q", "choices", choices=choices(*(f"c{n}" for n in range(20))))
    with pytest.raises(TooMany):
        samples_of(long, *(f'q has "c{n}"' for n in range(14)))
    with pytest.raises(TooMany):
        samples_of(question("q", "ranking", choices=choices(*"abcdefghij")), "q.a = 1")


def test_patience_has_an_end() -> None:
    patience = Patience(10)
    patience.spend(10)
    with pytest.raises(TooMany):
        patience.spend(1)
