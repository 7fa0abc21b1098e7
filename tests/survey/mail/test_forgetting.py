"""Nothing is left of a closed campaign's letters, rows or files."""

from sqlalchemy import select, text

from survey.mail.forgetting import anything_left, forget_some
from survey.mail.models import Letter
from survey.mail.postman import post_waiting


def test_letters_go_with_their_files_and_only_of_a_closed_campaign(
    app, session, settings, campaign, ask
):
    ask(1, 2)
    assert post_waiting(app)
    ask(3)
    files = settings.var / "outbox"
    assert len(list(files.iterdir())) == 2
    (files / "tay.eml").write_bytes(b"somebody else's")
    with app.app_context():
        assert not anything_left(session)
        assert forget_some(session, settings) == 0
        session.execute(text("UPDATE campaigns SET closed_at = '2026-11-30 01:00:00'"))
        session.execute(
            text("UPDATE letters SET state = 'sending', way = 'outbox' WHERE subject_id = 3")
        )
        assert anything_left(session)
        assert forget_some(session, settings) == 2
        session.commit()
    assert [path.name for path in files.iterdir()] == ["tay.eml"]
    # One that is being sent may yet become a file.
    assert session.scalars(select(Letter.subject_id)).all() == [3]
