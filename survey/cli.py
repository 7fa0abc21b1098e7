"""The command line of the survey floor: `flask --app wsgi survey …`; rooms add to it."""

from flask import Flask

from survey.commands import Commands

survey_commands = Commands("survey", help="Đơn vị, quầy, đợt khảo sát, phiếu trả lời, tài khoản.")


def init_app(app: Flask) -> None:
    """Give `app` the group with everything the rooms have put in it."""
    app.cli.add_command(survey_commands)
