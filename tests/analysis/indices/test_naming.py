import pytest

from analysis.indices import naming
from analysis.indices.definitions import shelf
from analysis.indices.method import Method, Reason, Value
from survey.i18n import choose_locale

METHOD = Method("m", "M", "", 2020)


@pytest.fixture
def said(app):
    with app.test_request_context():
        yield


@pytest.mark.only_on("sqlite")
def test_a_share_is_written_no_finer_than_its_n_can_bear(said):
    written = [naming.in_percent(Value(81.63, n, METHOD)) for n in (1000, 50, 6)]
    assert written == ["81,6 %", "82 %", "82 %"]
    assert naming.in_percent(Value(None, 3, METHOD, Reason.TOO_FEW)) == "dưới 5, chưa hiện"


@pytest.mark.only_on("sqlite")
def test_points_and_printed_scores_have_a_decimal_comma_and_a_dot_in_english(said):
    assert naming.in_points(Value(46.0415, 9, METHOD)) == "46,04"
    assert naming.as_printed(Value(46.0415, None, METHOD)) == "46,0415"
    assert naming.as_printed(Value(84.45, None, METHOD), shelf().definitions["sipas-2017"]) == (
        "84,45 %"
    )
    assert naming.as_printed(Value(None, None, METHOD, Reason.WITHHELD)) == "*"
    choose_locale("en")
    assert naming.in_points(Value(46.0415, 9, METHOD)) == "46.04"


@pytest.mark.only_on("sqlite")
def test_n_is_always_said(said):
    assert naming.n_words(Value(80.0, 36_525, METHOD)) == "36.525"
    assert naming.n_words(Value(80.0, None, METHOD)) == "nguồn không nêu"
    assert naming.part_name("", None) == "Điểm chung"
    assert naming.part_name("D6", "Cung ứng") == "D6. Cung ứng"
    assert naming.reason_words(Value(1.0, 1, METHOD)) == "–"


def test_every_reason_has_words():
    assert set(naming.REASON_NAMES) == set(Reason)
