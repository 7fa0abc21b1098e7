from datetime import date

from survey.places.tree import Node, Tree

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
OLD = (date(1900, 1, 1), BEFORE)
NEW = (AFTER, None)


def node(id_, parent_id, level, span):
    return Node(id_, f"{id_:02}", f"Đơn vị {id_}", level, parent_id, *span)


NODES = [
    node(1, None, "tinh", OLD),
    node(2, 1, "huyen", OLD),
    node(3, 2, "xa", OLD),
    node(4, None, "tinh", NEW),
    node(5, 4, "xa", NEW),
    node(6, 4, "xa", NEW),
]


def ids(nodes):
    return [each.id for each in nodes]


def test_a_reform_changes_the_tree_from_one_day_to_the_next():
    assert ids(Tree(NODES, BEFORE).children(None)) == [1]
    assert ids(Tree(NODES, AFTER).children(None)) == [4]


def test_a_unit_stands_on_its_last_day_and_not_after():
    assert Tree(NODES, BEFORE).node(3) is not None
    assert Tree(NODES, AFTER).node(3) is None


def test_the_way_up_starts_at_the_top():
    assert ids(Tree(NODES, BEFORE).ancestors(3)) == [1, 2]
    assert Tree(NODES, BEFORE).ancestors(1) == ()


def test_a_subtree_is_the_unit_and_all_below_it():
    assert ids(Tree(NODES, BEFORE).subtree(1)) == [1, 2, 3]
    assert ids(Tree(NODES, AFTER).subtree(4)) == [4, 5, 6]


def test_a_unit_of_another_day_has_nobody_above_or_below_it():
    today = Tree(NODES, AFTER)
    assert list(today.subtree(1)) == []
    assert today.ancestors(3) == ()
    assert today.children(2) == ()
