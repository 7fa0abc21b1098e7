"""The migration to targets by group: back to the older program no group's target is everybody's."""

from sqlalchemy import text

from survey.schema import downgrade, upgrade
from tests.survey.rows import fill


def shares(engine):
    with engine.connect() as connection:
        return sorted(connection.scalars(text("SELECT basis_points FROM targets")))


def test_a_group_s_target_goes_and_the_others_stay(engine):
    fill(engine)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(
            text(
                "INSERT INTO targets (id, kind, unit_id, procedure_group, basis_points, "
                "comparator, valid_from, source) VALUES (100, 'routine', 1, 'Đất đai', 7000, '>', "
                "'2026-01-01', 'Kế hoạch')"
            )
        )
    assert shares(engine) == [7000, 8500, 9500, 9500]

    downgrade(engine, "0019_scores")
    assert shares(engine) == [8500, 9500, 9500]
    upgrade(engine)
    assert shares(engine) == [8500, 9500, 9500]
