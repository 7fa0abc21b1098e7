from sqlalchemy import select

from survey.sampling import tables
from survey.sampling.models import FrameRow


def test_however_many_codes_are_asked_for_at_once(session, frame):
    codes = [f"nobody-{n}" for n in range(70_000)] + ["21583-1-001", "x'; DROP TABLE frames"]
    asked = select(FrameRow.code).where(tables.one_of(session, "code", codes))
    assert session.scalars(asked).all() == ["21583-1-001"]
