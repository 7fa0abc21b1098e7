"""Making a promise."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from analysis.targets.choosing import promise_for
from analysis.targets.models import Target
from analysis.targets.writing import NewTarget, Objection, TargetRefused, objection_to, promise
from survey.diary.models import DiaryEntry
from tests.factories.places import make_province

TODAY = date(2026, 11, 21)
NEW = NewTarget("routine", None, 9600, ">=", TODAY, "Kế hoạch 12/KH-UBND")


@pytest.mark.parametrize(
    ("change", "objection"),
    [
        ({}, None),
        ({"valid_from": TODAY + timedelta(days=40)}, None),
        ({"valid_from": TODAY - timedelta(days=1)}, Objection.IN_THE_PAST),
        ({"basis_points": 10_000}, Objection.NO_SUCH_SHARE),
        ({"basis_points": 0}, Objection.NO_SUCH_SHARE),
        ({"comparator": "<"}, Objection.UNKNOWN_COMPARATOR),
        ({"kind": "yearly"}, Objection.UNKNOWN_KIND),
        ({"source": "  "}, Objection.NO_SOURCE),
        ({"source": "x" * 201}, Objection.NO_SOURCE),
    ],
)
def test_what_speaks_against_a_target(change, objection):
    assert objection_to(replace(NEW, **change), TODAY) is objection


def test_a_target_is_in_force_from_its_first_day_and_stands_in_the_diary(app, session):
    province = make_province(session)
    with app.app_context():
        promise(session, replace(NEW, unit_id=province.id), TODAY)
        session.commit()

    assert promise_for(session, "routine", (province.id,), TODAY).basis_points == 9600
    entry = session.scalars(select(DiaryEntry)).one()
    assert entry.act == "target.promised"
    assert "12/KH-UBND" in entry.details


@pytest.mark.parametrize("everywhere", [True, False])
def test_the_same_day_is_not_promised_twice(app, session, everywhere):
    new = NEW if everywhere else replace(NEW, unit_id=make_province(session).id)
    with app.app_context():
        promise(session, new, TODAY)
        with pytest.raises(TargetRefused) as refused:
            promise(session, replace(new, basis_points=9000), TODAY)

    assert refused.value.objection is Objection.STANDS_ALREADY
    assert len(session.scalars(select(Target).where(Target.valid_from == TODAY)).all()) == 1


def test_a_target_that_stands_cannot_be_altered(app, session):
    with app.app_context():
        made = promise(session, NEW, TODAY)
        session.commit()
        made.basis_points = 5000
        with pytest.raises(Exception, match=r"append-only|permission denied"):
            session.flush()
