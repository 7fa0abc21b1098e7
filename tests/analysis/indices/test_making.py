import pytest

from analysis.indices.making import Unfit, made
from analysis.indices.structure import Measure

SAID = {
    "code": "c",
    "index": "one_stop",
    "name": "n",
    "decision": "d",
    "year": 2026,
    "since": 2026,
    "scale": [0, 2],
    "rule": "sum",
    "cuts": [{"least": 95, "points": 2}],
    "parts": [{"code": "1", "name": "a", "measure": "on_time", "points": 2}],
}


def test_a_document_becomes_a_definition():
    found = made(SAID)
    assert found.parts[0].measure is Measure.ON_TIME
    assert found.until is None
    assert found.cuts[0].points == 2.0
    assert not found.is_sample


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ([], ""),
        (SAID | {"cuts": {}}, "cuts"),
        (SAID | {"cuts": [{"least": "95", "points": 2}]}, "cuts[0].least"),
        (SAID | {"parts": [{"code": "1", "name": "a", "measure": "guess"}]}, "parts[0].measure"),
        (SAID | {"parts": [{"code": 1, "name": "a"}]}, "parts[0].code"),
        (SAID | {"questionnaires": [3]}, "questionnaires"),
        (SAID | {"scale": [1]}, "scale"),
        (SAID | {"year": True}, "year"),
        (
            SAID | {"parts": [{"code": "1", "name": "a", "indicators": [{"question": "q"}]}]},
            "parts[0].indicators[0].goalposts",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(said, where):
    with pytest.raises(Unfit) as caught:
        made(said)
    assert caught.value.where == where
