import pytest

from survey.sampling.drawing.designs import Fault
from survey.sampling.looking import look
from tests.factories.places import make_commune
from tests.factories.samples import households, make_frame
from tests.survey.sampling.conftest import TWO_STAGES

pytestmark = pytest.mark.usefixtures("context")


def test_a_look_says_what_a_design_takes(session, campaign, frame):
    looked = look(session, campaign, frame.id, TWO_STAGES, 80)
    # Two strata of three villages of five households, and two more to stand by.
    assert [stage.count for stage in looked.effort.stages] == [6, 30]
    assert (looked.effort.cases, looked.effort.reserve, looked.expected) == (30, 12, 24)
    assert (looked.faults, looked.remarks) == ([], [])


def test_communes_nobody_knows_or_nobody_lists_are_remarked(session, campaign, province, frame):
    make_commune(session, province, "Xã Vắng", "21600")
    (remark,) = look(session, campaign, frame.id, TWO_STAGES, 80).remarks
    assert "Xã Vắng" in remark
    rows = [{"code": f"H{n}", "tầng": "1", "xã": "77777", "thôn": f"T{n % 4}"} for n in range(40)]
    other = make_frame(session, province, rows, may_be_elsewhere=True)
    assert "77777" in look(session, campaign, other.id, TWO_STAGES, 80).remarks[0]


def test_what_two_strata_lack_is_told_once(session, campaign, province, commune, neighbour):
    rows = [
        row | {"code": f"{stratum}-{row['code']}"}
        for stratum in ("01", "02")
        for each in (commune, neighbour)
        for row in households(each.code, stratum=stratum)
    ]
    frame = make_frame(session, province, rows)
    (told,) = look(session, campaign, frame.id, TWO_STAGES, 80).faults
    assert "có ở nhiều nơi" in told


def test_faults_of_the_design_are_told(session, campaign, frame):
    assert look(session, campaign, frame.id, [Fault("tầng", "x")], 80).faults == ["tầng: x"]
