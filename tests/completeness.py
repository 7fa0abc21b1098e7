"""Nothing is left out quietly: a skip is said loudly, and under REQUIRE_ALL=1 it fails."""

import os
from collections.abc import Generator

import pytest

Report = pytest.TestReport | pytest.CollectReport


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Report, Report]:
    return without_skip((yield), os.environ.get("REQUIRE_ALL") == "1")


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Report, Report]:
    return without_skip((yield), os.environ.get("REQUIRE_ALL") == "1")


def without_skip(report: Report, is_all_required: bool) -> Report:
    """Turn a skip into a failure where everything must run; expected failures stay."""
    if is_all_required and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"REQUIRE_ALL=1 allows no skip: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = len(terminalreporter.stats.get("skipped", []))
    if skipped:
        words = f"!!! {skipped} TESTS WERE NOT RUN: this machine lacks what they need (see above)"
        terminalreporter.write_line(words, red=True, bold=True)
