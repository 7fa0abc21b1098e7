from random import Random

from survey.dossiers.seen import Seen


def test_it_holds_what_was_added_and_nothing_else():
    luck = Random(3)
    for _ in range(200):
        seen, plain = Seen(), set()
        for _turn in range(20):
            number = luck.randrange(0, 300)
            if luck.random() < 0.5:
                seen.add(number)
                plain.add(number)
            else:
                last = number + luck.randrange(0, 60)
                seen.add_between(number, last)
                plain |= set(range(number + 1, last + 1))
        assert {n for n in range(500) if n in seen} == plain


def test_a_million_weigh_little():
    seen = Seen()
    seen.add_between(0, 1_000_000)
    assert 1_000_000 in seen
    assert 1_000_001 not in seen
    assert len(seen._bits) < 200_000
