"""Making a promise."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

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
        ({"procedure_group": "Đất đai"}, None),
        ({"procedure_group": "Đ" * 121}, Objection.NO_SUCH_GROUP),
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


def test_a_group_is_promised_beside_the_whole_unit_and_once_a_day(app, session):
    province = make_province(session)
    land = replace(NEW, unit_id=province.id, procedure_group=" Đất  đai ", basis_points=9000)
    with app.app_context():
        promise(session, replace(NEW, unit_id=province.id), TODAY)
        made = promise(session, land, TODAY)
        with pytest.raises(TargetRefused) as refused:
            promise(session, replace(land, procedure_group="Đất đai"), TODAY)

    assert made.procedure_group == "Đất đai"
    assert refused.value.objection is Objection.STANDS_ALREADY
    path = (province.id,)
    assert promise_for(session, "routine", path, TODAY, "Đất đai").basis_points == 9000
    assert promise_for(session, "routine", path, TODAY).basis_points == 9600


@pytest.mark.parametrize(
    ("first", "last", "objection"),
    [
        (TODAY + timedelta(days=10), None, Objection.BEFORE_THE_UNIT),
        (date(2025, 7, 1), TODAY + timedelta(days=2), Objection.AFTER_THE_UNIT),
        (TODAY + timedelta(days=3), TODAY + timedelta(days=3), None),
    ],
)
def test_nothing_is_promised_for_days_on_which_the_unit_does_not_stand(
    app, session, first, last, objection
):
    province = make_province(session)
    province.valid_from, province.valid_to = first, last
    session.flush()
    new = replace(NEW, unit_id=province.id, valid_from=TODAY + timedelta(days=3))
    with app.app_context():
        if objection is None:
            promise(session, new, TODAY)
        else:
            with pytest.raises(TargetRefused) as refused:
                promise(session, new, TODAY)
            assert refused.value.objection is objection


def test_the_database_itself_refuses_a_second_target_of_the_same_unit_and_day(session):
    province = make_province(session)
    for group in (None, "Đất đai"):
        row = {"kind": "routine", "unit_id": province.id, "procedure_group": group}
        row |= {"basis_points": 9000, "comparator": ">", "valid_from": TODAY, "source": "KH"}
        session.add(Target(**row))
        session.flush()
        with pytest.raises(IntegrityError), session.begin_nested():
            session.add(Target(**row))
            session.flush()
