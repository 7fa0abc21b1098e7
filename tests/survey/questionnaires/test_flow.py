"""A document laid flat and made whole again is the same document."""

from survey.questionnaires.flow import flat, keyed, whole
from tests.survey.questionnaires.written import document


def test_flat_and_whole_again():
    assert whole(flat(document())) == document()


def test_the_flow_goes_through_sections_in_order():
    flow = flat(document())["flow"]
    assert [item["code"] for item in flow] == ["visit", "overall", "why", "more", "speed", "remark"]


def test_things_with_codes_are_known_by_them():
    twins = [{"code": "a", "n": 1}, {"code": "b"}, {"code": "a", "n": 2}]
    assert keyed(twins) == {"a": twins[0], "b": twins[1], "a#2": twins[2]}
    assert keyed([{"value": 1}]) == {"1": {"value": 1}}
    assert keyed(["vi", "en"]) is None
