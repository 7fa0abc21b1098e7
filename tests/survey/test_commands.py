"""A command before the migration says that a migration is due, and no more."""

import pytest

from survey.schema import downgrade, upgrade


@pytest.mark.parametrize(
    "words", [["analysis", "results"], ["survey", "verify"], ["analysis", "targets"]]
)
def test_before_the_migration_one_sentence_says_what_to_run(app, words):
    engine = app.extensions["engine"]
    downgrade(engine, "base")
    said = app.test_cli_runner().invoke(args=words)
    upgrade(engine)

    assert said.exit_code == 1
    assert "survey migrate" in said.output
    assert len(said.output.strip().splitlines()) == 1


def test_at_the_newest_schema_the_same_command_speaks(app):
    assert app.test_cli_runner().invoke(args=["analysis", "results"]).exit_code == 0
