"""`flask analysis columns` says what it wrote, and whether it agrees."""

import pytest
from sqlalchemy import update

from analysis.columns.cli import columns
from analysis.rollup.models import UnitTotal
from tests.analysis.ledgers import answer, open_campaign, overall
from tests.factories.places import make_commune

# What it calls is tested on both databases.
pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(args=["analysis", "columns", *words])


@pytest.fixture
def kept(session):
    commune = make_commune(session)
    answer(session, open_campaign(session, commune), commune, overall(5, 5, 1))


def test_what_is_new_is_written_and_told(run, kept):
    assert run().stdout == "Đã chép thêm 3 phiếu ra tệp dạng cột.\n"
    assert run().stdout == "Đã chép thêm 0 phiếu ra tệp dạng cột.\n"


def test_tallies_that_agree_are_told_to(run, kept):
    done = run("--verify")
    assert (done.exit_code, done.stdout) == (0, "Bảng tổng hợp khớp với các tệp dạng cột.\n")


def test_a_difference_is_told_and_ends_with_one(run, kept, session):
    run("--verify")
    session.execute(update(UnitTotal).where(UnitTotal.value == "5").values(n=7))
    session.commit()

    done = run("--verify")
    assert done.exit_code == 1
    assert "'overall', '5'): bảng tổng hợp 7, tệp dạng cột 2" in done.stdout


def test_an_altered_file_is_told_and_mended_by_removing_it(run, kept, settings):
    run()
    (path,) = (settings.var / "columns").glob("*-responses.parquet")
    path.write_bytes(b"x" + path.read_bytes()[1:])

    done = run("--verify")
    assert done.exit_code == 1
    assert f"Tệp {path.name} đã bị sửa đổi." in done.stdout
    path.unlink()
    assert run("--verify").exit_code == 0


def test_the_command_is_one_of_the_analysis_s(app):
    assert columns.name in app.cli.commands["analysis"].commands
