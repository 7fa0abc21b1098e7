from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from survey.places.codes import issue
from survey.places.counters import (
    AlreadyClosed,
    FieldNotNamed,
    Purpose,
    add_counter,
    close_counter,
    find_counter,
)
from survey.places.models import Counter
from tests.factories.places import make_commune, make_counter

DAY = date(2026, 11, 20)


def test_counters_get_the_codes_in_their_order(session):
    unit = make_commune(session)
    codes = [make_counter(session, unit).code for _ in range(3)]
    assert codes == [issue(1), issue(2), issue(3)]


def test_a_code_is_found_however_it_was_typed(session):
    counter = make_counter(session)
    typed = f" {counter.code[:2].lower()}-{counter.code[2:]} "
    assert find_counter(session, typed) is counter
    assert find_counter(session, issue(2)) is None
    assert find_counter(session, "không có") is None


def test_a_closed_counter_is_still_found_and_stays_closed(session):
    counter = make_counter(session)
    close_counter(session, counter, DAY)
    assert find_counter(session, counter.code).closed_on == DAY
    with pytest.raises(AlreadyClosed):
        close_counter(session, counter, DAY)


def test_a_counter_does_not_close_before_it_opened(session):
    counter = make_counter(session, today=DAY)
    close_counter(session, counter, date(2026, 1, 1))
    assert counter.closed_on == DAY


def test_a_closed_counters_code_is_never_given_again(session):
    counter = make_counter(session)
    close_counter(session, counter, DAY)
    assert make_counter(session).code != counter.code


def test_a_code_somebody_took_meanwhile_is_passed_over(session):
    unit = make_commune(session)
    taken = Counter(code=issue(2), unit_id=unit.id, name="Cũ", purpose="results", opened_on=DAY)
    session.add(taken)
    session.flush()
    assert make_counter(session, unit).code == issue(3)
    assert make_counter(session, unit).code == issue(4)


@pytest.mark.parametrize(("purpose", "field"), [("field", None), ("field", ""), ("results", "X")])
def test_a_field_counter_and_no_other_names_its_field(session, purpose, field):
    unit = make_commune(session)
    with pytest.raises(FieldNotNamed):
        add_counter(session, unit.id, name="Q", purpose=purpose, field=field, today=DAY)


def test_a_counter_for_one_field_keeps_its_name(session):
    counter = make_counter(session, purpose=Purpose.FIELD, field="Đất đai")
    assert (counter.purpose, counter.field) == ("field", "Đất đai")


def test_a_counter_nowhere_is_refused_and_not_tried_again(session):
    with pytest.raises(IntegrityError):
        add_counter(session, 10**6, name="Q", purpose="results", today=DAY)


def test_the_database_itself_keeps_a_code_with_its_counter(session):
    counter = make_counter(session)
    with pytest.raises(Exception, match="never re-issued"), session.begin_nested():
        session.execute(update(Counter).where(Counter.id == counter.id).values(code=issue(9)))


def test_counters_opened_at_the_same_moment_get_different_codes(app, session):
    unit_id = make_commune(session).id
    session.commit()
    engine = app.extensions["engine"]

    def open_three(number: int) -> list[str]:
        codes = []
        for _ in range(3):
            with Session(engine) as own:
                own.connection(execution_options={"writes": True})
                name = f"Quầy số {number}"
                counter = add_counter(own, unit_id, name=name, purpose=Purpose.RESULTS, today=DAY)
                codes.append(counter.code)
                own.commit()
        return codes

    with ThreadPoolExecutor(8) as people:
        codes = [code for three in people.map(open_three, range(8)) for code in three]
    assert sorted(codes) == sorted(issue(number) for number in range(1, 25))
