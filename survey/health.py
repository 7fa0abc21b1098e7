"""Whether this process can serve: it answers, and so does its database."""

from flask import Blueprint, Flask, Response
from sqlalchemy import text

from survey import db
from survey.access.guard import public

health = Blueprint("health", __name__)


def init_app(app: Flask) -> None:
    """Let whoever watches `app` ask."""
    app.register_blueprint(health)


@health.get("/healthz")
@public
def healthz() -> Response:
    """Answer "ok" once the database has answered."""
    db.session().execute(text("SELECT 1"))
    return Response("ok\n", content_type="text/plain; charset=utf-8")
