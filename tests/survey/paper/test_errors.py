from survey.paper.errors import Compared, Share, counted

AN, CHI, SCANNER = 4, 6, 0


def test_the_counts_are_those_made_by_hand():
    forms = [
        # 3 fields, 1 differs, An was wrong.
        Compared(frozenset("abc"), frozenset("b"), {AN: frozenset("b"), SCANNER: frozenset()}),
        # 2 fields, both differ: both wrong in one, An in the other.
        Compared(frozenset("ab"), frozenset("ab"), {AN: frozenset("ab"), CHI: frozenset("a")}),
        # 4 fields, 1 differs, nobody has settled: nobody is called wrong yet.
        Compared(frozenset("abcd"), frozenset("d"), None),
        # A form that both found void has no field.
        Compared(frozenset(), frozenset(), {AN: frozenset(), CHI: frozenset()}),
    ]
    found = counted(forms)
    assert found.forms == 4
    assert found.overall == Share(4, 9)
    assert found.by_question == {
        "a": Share(1, 3),
        "b": Share(2, 3),
        "c": Share(0, 2),
        "d": Share(1, 1),
    }
    assert found.by_typist == {AN: Share(3, 5), SCANNER: Share(0, 3), CHI: Share(1, 2)}


def test_a_share_of_nothing_is_no_share():
    assert counted([]).overall.percent is None
    assert Share(1, 8).percent == 12.5
