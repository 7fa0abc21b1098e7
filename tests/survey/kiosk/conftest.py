from tests.survey.answering.conftest import place  # noqa: F401  the same counter
