"""Targets and findings on the command line."""

import json

import pytest
from sqlalchemy import select

from analysis.targets.finding_models import Finding
from analysis.targets.models import FrozenVerdict, Target
from tests.analysis.ledgers import answer, close, open_campaign, overall
from tests.factories.places import make_commune, make_province


@pytest.fixture
def province(session):
    return make_province(session)


@pytest.fixture
def flask(app, session):
    def run(*asked):
        session.commit()
        return app.test_cli_runner().invoke(args=["analysis", *asked])

    return run


PROMISE = ["promise", "--kind", "routine", "--share", "97.5", "--source", "Kế hoạch 9"]


def test_watching_freezes_what_is_closed_and_opens_findings(flask, session, province):
    commune = make_commune(session, province)
    closed, running = (open_campaign(session, province, code=code) for code in ("A", "B"))
    answer(session, closed, commune, overall(*[5] * 12, *[1] * 8))
    answer(session, running, commune, overall(*[5] * 12, *[1] * 8))
    close(session, closed)

    assert flask("watch").exit_code == 0
    session.rollback()
    assert session.scalars(select(FrozenVerdict)).first() is not None
    assert {each.cause for each in session.scalars(select(Finding))} == {"not_met", "cusum"}
    asked = flask("findings")
    assert asked.exit_code == 0, asked.exception
    rows = json.loads(asked.stdout)
    assert {row["campaign"] for row in rows} == {"A", "B"}
    assert rows[0]["evidence"]["n"] == 20
    assert json.loads(flask("findings", "--state", "closed").stdout) == []


def test_a_target_is_promised_and_listed(flask, session, province):
    asked = [*PROMISE, "--unit", province.code, "--group", "Đất đai", "--from", "2030-01-01"]
    assert flask(*asked).exit_code == 0
    again = flask(*asked)

    assert again.exit_code == 1
    assert "đã có chỉ tiêu từ đúng ngày đó" in again.output
    session.rollback()
    made = session.scalars(select(Target).where(Target.procedure_group == "Đất đai")).one()
    assert (made.unit_id, made.basis_points, made.comparator) == (province.id, 9750, ">")
    told = json.loads(flask("targets").stdout)
    assert told["targets"][-1]["share"] == 0.975
    assert told["remarks"] == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--from", "2020-01-01"], "những ngày đã qua"),
        (["--from", "2030-01-01", "--unit", "khong-co"], "Không có mã"),
        (["--from", "2030-01-01", "--share", "nan"], "phần trăm"),
        (["--from", "2030-01-01", "--share", "100"], "phần trăm"),
    ],
)
def test_what_cannot_be_promised_is_refused(flask, province, more, said):
    refused = flask(*PROMISE, *more)

    assert refused.exit_code == 1
    assert said in refused.output
