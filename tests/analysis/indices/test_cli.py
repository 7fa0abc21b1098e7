import csv
import io
import json

import pytest
from sqlalchemy import func, select

from analysis.indices.models import PublishedScore
from analysis.indices.samples import SAMPLE


@pytest.fixture
def run(app, session):
    def invoke(*words):
        session.commit()
        return app.test_cli_runner().invoke(args=["analysis", *words])

    return invoke


def how_many(session):
    session.rollback()
    return session.scalar(select(func.count()).select_from(PublishedScore))


def test_every_row_names_its_n_and_its_method(run, land, ask):
    campaign = ask("sipas-2023", [{"dv2": 5}] * 9 + [{"dv2": 3}])
    ask("dossier", [{"overall": 5}] * 6)
    rows = json.loads(run("indices").stdout)
    assert all(row["method"] and row["n"] is not None for row in rows)
    told = {(row["index"], row["part"]): row for row in rows}
    assert (told["sipas", "DV2"]["value"], told["sipas", "DV2"]["n"]) == (90, 10)
    assert told["sipas", "DV2"]["is_sample"]
    assert told["sipas", "DV3"]["reason"] == "no_answers"
    assert {row["campaign"] for row in rows} >= {campaign.code}


def test_one_campaign_of_one_unit_as_csv(run, land, ask):
    campaign = ask("papi-local", [{"d7_2_air": 5}] * 6)
    ask("dossier", [])
    done = run("indices", "--campaign", campaign.code, "--unit", "52", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["index"] for row in rows} == {"papi_local"}
    assert next(row for row in rows if row["part"] == "7.2")["value"] == str(10 / 3)
    assert "par-2017.yaml" in done.stderr


def test_what_is_not_there_is_said(run, land):
    assert "Không có mã 99" in run("indices", "--unit", "99").output
    assert run("indices", "--campaign", "none").exit_code == 1


def test_scores_are_brought_in_from_a_file(run, session, land):
    done = run("import-scores", str(SAMPLE))
    assert done.exit_code == 0, done.output
    before = how_many(session)
    assert f"Đã nhập {before} điểm mới, 0 điểm đính chính, 0 đã có." in done.output
    assert (
        f"0 điểm mới, 0 điểm đính chính, {before} đã có" in run("import-scores", str(SAMPLE)).output
    )
    assert how_many(session) == before


def test_a_line_outside_its_scale_is_told_and_the_command_fails(run, session, tmp_path):
    path = tmp_path / "diem.csv"
    path.write_text("index,subject,index_year,published_year,value,source\nPAPI,A,2023,2024,81,x\n")
    done = run("import-scores", str(path))
    assert done.exit_code == 1
    assert "diem.csv:2: điểm 81 nằm ngoài thang 8 – 80" in done.stderr
    path.write_text("nothing")
    assert "thiếu cột" in run("import-scores", str(path)).output
    assert run("import-scores").exit_code == 2


def test_the_sample_goes_into_a_demonstration_only(run, session, land):
    assert run("import-scores", "--sample").exit_code == 0
    assert how_many(session) == 0
