"""The third floor's wiring: its rooms, in the order of the house."""

from flask import Blueprint, Flask

from analysis.cli import analysis_commands
from analysis.columns.cli import columns
from analysis.dashboard import (
    driving_pages,
    mixing_pages,
    pictures,
    question_pages,
    ranking_pages,
    watching_pages,
    weighted_pages,
)
from analysis.dashboard import pages as dashboard
from analysis.indices import pages as indices
from analysis.indices import pages_published as published
from analysis.indices.cli import import_scores
from analysis.indices.cli import indices as show_indices
from analysis.integrity import pages as integrity
from analysis.rollup.advance import catch_up
from analysis.samples import margin_pages, progress_pages
from analysis.samples.cli import import_margins, weighted_command
from analysis.samples.freezing import freeze_at_closing
from analysis.samples.keeping import keep as keep_totals
from analysis.targets import finding_pages
from analysis.targets import pages as targets
from analysis.targets.cli import findings, promise_command, targets_command, watch_command
from survey.campaigns import turning
from survey.demonstration.above import Above, tell


def init_app(app: Flask) -> None:
    """Give `app` the floor's templates, pages and commands."""
    app.register_blueprint(Blueprint("analysis", __name__, template_folder="templates"))
    for room in (
        indices,
        published,
        targets,
        finding_pages,
        integrity,
        dashboard,
        pictures,
        question_pages,
        ranking_pages,
        watching_pages,
        mixing_pages,
        driving_pages,
        weighted_pages,
        margin_pages,
        progress_pages,
    ):
        room.init_app(app)
    turning.at_closing(app, freeze_at_closing)
    tell(app, Above(keep_totals, count=catch_up))
    for command in (columns, watch_command, targets_command, promise_command, findings):
        analysis_commands.add_command(command)
    for command in (show_indices, import_scores, weighted_command, import_margins):
        analysis_commands.add_command(command)
    app.cli.add_command(analysis_commands)
