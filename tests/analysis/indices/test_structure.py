import pytest

from analysis.indices.definitions import shelf
from analysis.indices.structure import Grade, Part, every_part, grade_of, questions_of

GRADES = (Grade(0, "Yếu"), Grade(15, "Xuất sắc"), Grade(12, "Tốt"))


@pytest.mark.parametrize(
    ("points", "name"), [(18, "Xuất sắc"), (15, "Xuất sắc"), (14.9, "Tốt"), (0, "Yếu"), (-1, "")]
)
def test_a_grade_is_the_highest_reached(points, name):
    assert grade_of(points, GRADES) == name


def test_a_part_is_measured_by_its_own_questions_and_those_of_its_parts():
    inner = Part("b", "B", questions={"form": ("q2",)})
    outer = Part("a", "A", parts=(inner,), questions={"form": ("q1",), "other": ("q9",)})
    assert questions_of(outer, "form") == ("q1", "q2")
    assert [part.code for part in every_part((outer,))] == ["a", "b"]


def test_every_index_year_has_its_own_definition():
    papi = shelf().definitions
    assert shelf().speaking_for("papi", 2017) == papi["papi-2009"]
    assert shelf().speaking_for("papi", 2018) == papi["papi-2018"]
    assert shelf().speaking_for("sipas", 2021) == papi["sipas-2017"]
    assert shelf().speaking_for("sipas", 2022) == papi["sipas-2023"]
    assert shelf().speaking_for("sipas", 2016) is None


def test_a_part_that_is_not_there_has_no_scale():
    found = shelf().definitions["papi-2018"]
    assert found.scale_of("") == (8.0, 80.0)
    assert found.scale_of("D6") == (1.0, 10.0)
    assert found.scale_of("6.1") == (0.25, 2.5)
    assert found.scale_of("D9") is None
