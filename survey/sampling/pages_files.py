"""Files of a draw: its record, its clusters, and its cases with their names."""

from flask import Blueprint, Flask, Response, abort
from flask.typing import ResponseReturnValue

from survey.access.guard import actor, guarded
from survey.access.permissions import Permission
from survey.campaigns.models import Campaign
from survey.db import session
from survey.diary.writing import note
from survey.sampling import listing, printing, reading
from survey.sampling.models import Draw
from survey.sampling.pages import campaign_in_reach

files = Blueprint("draws", __name__, url_prefix="/manage/campaigns/<code>/sample")


def init_app(app: Flask) -> None:
    """Give `app` the files."""
    app.register_blueprint(files)


@files.get("/<int:number>/record.pdf")
@guarded(Permission.RUN_CAMPAIGNS)
def print_record(code: str, number: int) -> ResponseReturnValue:
    """Return the record of a draw as a print: nobody is named in it."""
    campaign = campaign_in_reach(code)
    draw = _draw(campaign, number)
    record = printing.printed(session(), campaign, draw)
    return _file(record, f"bien-ban-chon-mau-{code}-{number}.pdf", "application/pdf")


@files.get("/<int:number>/units.csv")
@guarded(Permission.RUN_CAMPAIGNS)
def list_units(code: str, number: int) -> ResponseReturnValue:
    """Return the clusters of a draw as a sheet."""
    draw = _draw(campaign_in_reach(code), number)
    lines = "".join(listing.units_csv(session(), draw.id))
    return _file(lines, f"dia-ban-{code}-{number}.csv", "text/csv; charset=utf-8")


@files.get("/<int:number>/cases.csv")
@guarded(Permission.BE_STAFF)
def list_cases(code: str, number: int) -> ResponseReturnValue:
    """Return the cases of a draw with their names, and write down who took them."""
    if not {Permission.RUN_CAMPAIGNS, Permission.SUPERVISE} & actor().permissions:
        abort(403)
    draw = _draw(campaign_in_reach(code), number)
    lines = "".join(listing.cases_csv(reading.cases_drawn(session(), draw.id)))
    note(session(), "cases.fetched", code, actor().account_id, number=number, cases=draw.cases)
    session().commit()
    return _file(lines, f"danh-sach-{code}-{number}.csv", "text/csv; charset=utf-8")


def _draw(campaign: Campaign, number: int) -> Draw:
    return reading.draw_numbered(session(), campaign.id, number) or abort(404)


def _file(content: bytes | str, name: str, mimetype: str) -> Response:
    response = Response(content, content_type=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
