"""Known totals from the command line, and results of what is no sample."""

from analysis.samples.cli import csv_rows
from analysis.samples.keeping import totals_of
from tests.analysis.samples import sipas
from tests.analysis.samples.test_results import told
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_province


def run(app, *words: str):
    return app.test_cli_runner().invoke(args=["analysis", *words])


def test_totals_come_in_by_a_command(app, session):
    campaign = make_campaign(session, make_province(session), kind="field", code="DT-1")
    session.commit()
    said = run(app, "import-margins", "DT-1", str(sipas.MARGINS))
    assert (said.exit_code, said.output) == (0, "Bản 1: 4 biến, 20 mức.\n")
    assert sorted(totals_of(session, campaign.id)) == ["age", "province", "sex", "urban"]


def test_a_wrong_line_keeps_the_whole_sheet_out(app, session, tmp_path):
    make_campaign(session, make_province(session), kind="field", code="DT-1")
    session.commit()
    sheet = tmp_path / "dan-so.csv"
    sheet.write_text("variable,level,total\nsex,F,1\nsex,M,-1\n", encoding="utf-8")
    said = run(app, "import-margins", "DT-1", str(sheet))
    assert (said.exit_code, "dòng 3" in said.output) == (1, True)


def test_what_is_no_sample_is_told(app, session):
    routine = make_campaign(session, make_province(session))
    session.commit()
    for code in (routine.code, "KHONG"):
        said = run(app, "weighted", code)
        assert (said.exit_code, f"mang mã {code}" in said.output) == (1, True)


def test_a_hidden_part_has_an_empty_row():
    rows = list(csv_rows(told(hidden={"label:sex": frozenset({"F"})})))
    (row,) = [row for row in rows if (row["part"], row["name"]) == ("label:sex", "F")]
    assert (row["n"], row["estimate"], row["low"], row["is_hidden"]) == (None, None, None, 1)
