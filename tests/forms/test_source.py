"""What a questionnaire's file may not do."""

import pytest

from forms.source import DEEPEST, LARGEST, Unreadable, read


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "hai lần"),
        ("a: &x [1]\nb: *x\n", 2, "bí danh"),
        ("a: 1\nb: [\n", 3, "YAML"),
        ("a: !!python/object:os.system x\n", 1, "YAML"),
        ("a: 2026-99-99\n", 1, "YAML"),
        ("? [1, 2]\n: 3\n", 1, "khoá"),
        ("b: 1\n<<: {a: 1}\n", 2, "khoá"),
        ("a: \x00\n", 1, "YAML"),
        ("a: 1\n---\nb: 2\n", 2, "YAML"),
        ("", 1, "trống"),
        ("[" * 50_000, 1, f"{DEEPEST} tầng"),
        ("#" * (LARGEST + 1), 1, "dài quá"),
    ],
)
def test_a_file_is_refused_where_it_cannot_be_trusted(text: str, line: int, what: str) -> None:
    with pytest.raises(Unreadable, match=what) as refused:
        read(text)
    assert refused.value.line == line


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    layers = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    layers += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    with pytest.raises(Unreadable, match="bí danh"):
        read("\n".join(layers))


def test_a_place_has_its_line_and_an_absent_one_that_of_its_surroundings() -> None:
    source = read("a:\n  - b: 1\n  - b: 2\n    c: 3\n")
    assert source.line_of("a[1].c") == 4
    assert source.line_of("a[1].missing.deeper") == 3
    assert source.line_of("nowhere") == 1
