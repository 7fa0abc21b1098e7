from survey.sampling.listing import cases_csv
from survey.sampling.models import Case


def test_no_cell_runs_as_a_formula(app):
    case = Case(
        code="H1", label="=1+1", stratum="01", psu="T1", second=None, weight="2.5",
        labels='{"sex":"F"}', place="reserve", number=6,
    )  # fmt: skip
    with app.test_request_context():
        heading, line = "".join(cases_csv([case])).splitlines()
    assert heading.startswith("\ufeffMã,")
    assert line == "H1,'=1+1,01,T1,,2.5,dự phòng,6,sex: F"
