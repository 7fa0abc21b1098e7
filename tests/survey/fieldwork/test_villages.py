"""Villages are told apart, even those that a design took for certain and calls no cluster."""

import json

import pytest

from survey.fieldwork.assigning import cluster_of
from survey.fieldwork.config import _cases
from survey.fieldwork.standing import standings
from survey.fieldwork.villages import village_of
from survey.sampling.models import Case, FrameRow
from tests.factories.fieldwork import make_cases, make_draw

VILLAGES = {"stages": [{"at_level": "commune"}, {"at_level": "village"}, {"at_level": "unit"}]}
COMMUNES = {"stages": [{"at_level": "commune"}, {"at_level": "unit"}]}


@pytest.fixture
def in_villages(session, campaign, commune):
    """Let two cases of each of two villages be drawn, by a design and from a frame's rows."""

    def draw(design, **more) -> list[Case]:
        made = make_draw(session, campaign, commune, design=json.dumps(design))
        cases = make_cases(session, made, commune, 4, **more)
        for number, case in enumerate(cases, 1):
            session.add(
                FrameRow(
                    frame_id=made.frame_id,
                    code=case.code,
                    number=number,
                    stratum="01",
                    district="",
                    commune=commune.code,
                    village=f"Thôn {(number + 1) // 2}",
                    size=1,
                    labels="{}",
                )
            )
        session.commit()
        return cases

    return draw


def shown(session, campaign):
    return _cases(session, standings(session, campaign.id))


def test_villages_taken_for_certain_are_named_and_apart(session, campaign, in_villages):
    in_villages(VILLAGES, psu=None, second=None, stratum="Nông thôn/24022")
    found = standings(session, campaign.id)
    assert [one.village for one in found] == ["Thôn 1", "Thôn 1", "Thôn 2", "Thôn 2"]
    assert len({cluster_of(one) for one in found}) == 2
    told = shown(session, campaign)
    assert [one["village"] for one in told] == [one.village for one in found]
    assert told[0]["cluster"] == told[1]["cluster"] != told[2]["cluster"]


def test_a_village_below_what_a_case_keeps_has_a_reserve_of_its_own(session, campaign, in_villages):
    in_villages(VILLAGES, psu="Huyện", second="24022")
    first, *_same, last = [one["cluster"] for one in shown(session, campaign)]
    assert first != last


def test_people_drawn_straight_from_a_commune_share_its_reserve(session, campaign, in_villages):
    in_villages(COMMUNES, psu="24022", second=None)
    told = shown(session, campaign)
    assert len({one["cluster"] for one in told}) == 1
    assert {one["village"] for one in told} == {"Thôn 1", "Thôn 2"}


@pytest.mark.parametrize(
    ("known", "named"),
    [
        ({"second": "Thôn 3", "psu": "24022"}, "Thôn 3"),
        ({"second": None, "psu": "24022"}, "24022"),
        ({"second": None, "psu": None, "stratum": "01/24022/Thôn 6"}, "Thôn 6"),
    ],
)
def test_where_a_frame_names_no_village_the_last_cluster_stands_for_it(known, named):
    assert village_of(Case(**({"stratum": "01"} | known)), None) == named
    assert village_of(Case(stratum="01"), "Làng Ốp") == "Làng Ốp"
