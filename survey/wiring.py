"""The second floor's wiring: its ground, then its rooms, in the order of the house."""

from flask import Blueprint, Flask
from flask.json.provider import DefaultJSONProvider

from survey import cli, clock, compression, db, errors, health, i18n, navigation, security
from survey import schema_cli as _schema_cli  # noqa: F401  the others, too, add their commands
from survey.access import guard
from survey.accounts import cli as _accounts_cli  # noqa: F401
from survey.accounts import pages as accounts
from survey.answering import pages as answering
from survey.campaigns import cli as _campaigns_cli  # noqa: F401
from survey.campaigns import cli_life as _campaigns_cli_life  # noqa: F401
from survey.campaigns import pages as campaigns
from survey.clock import Clock
from survey.demonstration import cli as _demonstration_cli  # noqa: F401
from survey.dossiers import api as dossiers_api
from survey.dossiers import cli as _dossiers_cli  # noqa: F401
from survey.dossiers import pages as dossiers
from survey.dossiers import pages_card as dossiers_card
from survey.dossiers import pages_keys as dossiers_keys
from survey.fieldwork import cli as _fieldwork_cli  # noqa: F401
from survey.fieldwork import pages as fieldwork
from survey.fieldwork import tablet_pages as interview
from survey.invitations import cli as _invitations_cli  # noqa: F401
from survey.invitations import organiser_pages as invitees
from survey.invitations import pages as invitations
from survey.jobs import cli as _jobs_cli  # noqa: F401
from survey.jobs import pages as jobs
from survey.kiosk import pages as kiosk
from survey.kiosk.shell import shell
from survey.mail import cli as _mail_cli  # noqa: F401
from survey.mail import postman
from survey.offline import cli as _offline_cli  # noqa: F401
from survey.offline import fleet
from survey.offline import pages as offline
from survey.paper import cli as _paper_cli  # noqa: F401
from survey.paper import pages as paper
from survey.places import cli as _places_cli  # noqa: F401
from survey.places import pages as places
from survey.posters import pages as posters
from survey.questionnaires import cli as _questionnaires_cli  # noqa: F401
from survey.questionnaires import pages as questionnaires
from survey.responses import cli as _responses_cli  # noqa: F401
from survey.sampling import cli as _sampling_cli  # noqa: F401
from survey.sampling import pages as sampling
from survey.sampling import pages_files as draws
from survey.sampling import pages_frames as frames
from survey.settings import Settings


def init_app(app: Flask, settings: Settings, clock_: Clock) -> None:
    """Give `app` the floor's settings, database, languages, guards and rooms."""
    app.extensions["settings"] = settings
    app.secret_key = settings.secret_key
    app.config["MAX_CONTENT_LENGTH"] = 8 * 1024 * 1024
    app.register_blueprint(Blueprint("survey", __name__, template_folder="templates"))
    clock.init_app(app, clock_)
    db.init_app(app, settings.database_url)
    for ground in (compression, i18n, security, errors, navigation, guard, health):
        ground.init_app(app)
    jobs.init_app(app)
    postman.init_app(app)
    accounts.init_app(app, settings)
    for room in (places, posters, questionnaires, campaigns, answering, offline, kiosk, interview):
        room.init_app(app)
    for door in (dossiers, dossiers_keys, dossiers_api, dossiers_card, invitations, invitees):
        door.init_app(app)
    for door in (frames, sampling, draws):
        door.init_app(app)
    fieldwork.init_app(app)
    paper.init_app(app)
    # The fleet's keeper asks which page is the newest; the room that has it stands above.
    app.extensions[fleet.NEWEST_APP] = lambda: shell().digest
    if isinstance(app.json, DefaultJSONProvider):
        # Whoever reads an answer by eye reads Vietnamese, not the codes of its letters.
        app.json.ensure_ascii = False
    cli.init_app(app)
