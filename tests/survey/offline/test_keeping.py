"""A tablet is revoked once."""

from sqlalchemy import select

from survey.diary.models import DiaryEntry
from survey.offline.keeping import rename, revoke
from survey.offline.models import Device


def test_revoking_twice_is_revoking_once(app, session, tablet):
    device = session.get_one(Device, tablet.id)
    with app.app_context():
        rename(session, device, "Máy cũ")
        revoke(session, device)
        first = device.revoked_at
        revoke(session, device)
    session.commit()
    acts = session.scalars(select(DiaryEntry.act).order_by(DiaryEntry.id)).all()
    assert acts[-2:] == ["kiosk.renamed", "kiosk.revoked"]
    assert device.revoked_at == first
