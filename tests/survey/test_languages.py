"""The language a citizen is answered in: chosen, else the browser's, else Vietnamese."""

import pytest

from survey.languages import preferred


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("address", "browser", "language"),
    [
        ("/", "", "vi"),
        ("/", "en-GB,en;q=0.9", "en"),
        ("/", "vi-VN,vi;q=0.9,en;q=0.5", "vi"),
        ("/", "fr-FR,fr;q=0.9", "vi"),
        ("/", "fr;q=0.9,en;q=0.3", "en"),
        ("/?lang=vi", "en", "vi"),
        ("/?lang=en", "vi", "en"),
        ("/?lang=xx", "en", "en"),
        ("/?lang=", ";;;q=broken", "vi"),
    ],
)
def test_what_was_chosen_wins_then_the_browser_then_vietnamese(app, address, browser, language):
    with app.test_request_context(address, headers={"Accept-Language": browser}):
        assert preferred(("vi", "en")) == language


@pytest.mark.only_on("sqlite")
def test_a_questionnaire_without_that_language_is_shown_in_vietnamese(app):
    with app.test_request_context("/?lang=en"):
        assert preferred(("vi",)) == "vi"
