import pytest

from survey.invitations.links import KeyGone, Links, entry_of, joined, mark_of, marks_in


def begun(var, number: int = 1) -> Links:
    links = Links(var, number)
    links.begin()
    return links


def test_a_link_is_the_same_each_time_and_nobody_elses(tmp_path):
    links = begun(tmp_path)
    tokens = [links.token(number) for number in range(1, 2001)]
    assert len(set(tokens)) == 2000
    assert Links(tmp_path, 1).token(7) == links.token(7)
    assert begun(tmp_path, 2).token(7) != links.token(7)
    assert {len(token) for token in tokens} == {26}


def test_the_two_marks_of_a_link_have_nothing_in_common():
    token = "a" * 26
    assert entry_of(token) != mark_of(token).hex()


def test_marks_are_held_in_the_order_of_their_bytes_whichever_came_first():
    marks = [mark_of(str(number)) for number in range(50)]
    box = b""
    for mark in marks:
        box = joined(marks_in(box) | {mark})
    assert box == b"".join(sorted(marks))
    assert marks_in(box) == set(marks)


def test_a_forgotten_key_is_gone_from_the_disk(tmp_path):
    links = begun(tmp_path)
    token = links.token(1)
    links.forget()
    assert list((tmp_path / "invitations").iterdir()) == []
    links.forget()
    with pytest.raises(KeyGone):
        Links(tmp_path, 1).token(1)
    assert begun(tmp_path).token(1) != token


def test_the_key_is_for_its_owner_alone(tmp_path):
    begun(tmp_path)
    (key,) = (tmp_path / "invitations").iterdir()
    assert key.stat().st_mode & 0o077 == 0
