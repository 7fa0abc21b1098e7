import pytest

from survey.accounts.addresses import is_own_path, known_as


def test_an_address_is_known_without_case_space_or_unprintable_letters():
    assert known_as("  Mai.NGUYEN@GiaLai.gov.vn\x00 ") == "mai.nguyen@gialai.gov.vn"


@pytest.mark.parametrize("path", ["/", "/manage/start", "/manage/campaigns?page=2#x", "/q/Ừ"])
def test_a_path_of_ours_is_ours(path):
    assert is_own_path(path)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "",
        "manage",
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "http:/evil.example",
        "//[",
    ],
)
def test_whatever_a_browser_might_take_for_another_host_is_not(elsewhere):
    assert not is_own_path(elsewhere)
