"""A plan as it is typed in, with Vietnamese numbers."""

import pytest
from werkzeug.datastructures import MultiDict

from analysis.dashboard.planning import Plan
from analysis.dashboard.planning_inputs import PlanForm


def typed(app, **values):
    with app.test_request_context():
        form = PlanForm(formdata=MultiDict(values))
        return form.plan if form.validate() else form.errors


def test_numbers_are_read_as_they_are_written(app):
    plan = typed(app, share="97,5", people="12.500", effect="2,5", response="70 %")

    assert plan == Plan(0.975, 12_500, 2.5, 0.7)


def test_what_is_left_out_is_as_it_was_offered(app):
    assert typed(app, share="", people="", effect="", response="") == Plan()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("share", "0"),
        ("share", "100"),
        ("share", "nhiều"),
        ("share", "nan"),
        ("people", "0"),
        ("people", "1,5"),
        ("people", "-3"),
        ("people", "1e99"),
        ("effect", "0"),
        ("effect", "inf"),
        ("response", "0"),
        ("response", "101"),
        ("response", "9" * 20),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(app, name, value):
    assert list(typed(app, **{name: value})) == [name]
