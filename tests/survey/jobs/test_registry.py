from flask import Flask

from survey.access.permissions import Permission
from survey.jobs import registry


def test_a_room_says_what_is_run_and_what_people_call_it():
    app = Flask("printing")
    registry.register(app, "posters", print, name="In bảng")
    with app.app_context():
        assert registry.kind_of("posters") == registry.Kind(
            "In bảng", print, Permission.SEE_RESULTS
        )
        assert registry.kind_of("unknown") is None
