from survey.accounts.passwords import LONGEST, SHORTEST, is_fitting, normal, random_password


def test_a_random_password_fits_and_never_comes_twice():
    made = {random_password() for _ in range(200)}
    assert len(made) == 200
    assert all(is_fitting(password) for password in made)


def test_a_random_password_has_no_letter_that_looks_like_another():
    assert not set("".join(random_password() for _ in range(200))) & set("l1o0i")


def test_a_password_is_neither_too_short_nor_too_long():
    assert not is_fitting("a" * (SHORTEST - 1))
    assert is_fitting("a" * SHORTEST)
    assert is_fitting("a" * LONGEST)
    assert not is_fitting("a" * (LONGEST + 1))


def test_a_letter_with_two_marks_is_the_same_from_every_keyboard():
    assert normal("một câu dễ nhớ") == normal("một câu dễ nhớ")
