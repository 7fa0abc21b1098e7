"""A finished campaign brought in by command says what R says of the same rows, limits too."""

import json
from math import exp, log

import pytest

from tests.analysis.samples import sipas
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_province
from tests.oracle.survey import expected, results
from tests.page import read

DESIGNS = {
    "sipas_wr": {},
    "sipas_fpc1": {"fpc": "Nc"},
    "sipas_fpc2": {"fpc": "Nc", "second": "id", "second_fpc": "Mh"},
}


@pytest.fixture
def finished(app, session, client, tmp_path):
    """Import R's rows, and margins if asked for, by command; close on the campaign's page."""

    def run(*words: str) -> str:
        session.commit()
        done = app.test_cli_runner().invoke(args=[*words])
        assert done.exit_code == 0, done.output
        return done.output

    def make(more: dict[str, str], *, is_raked: bool) -> dict:
        province = make_province(session)
        make_campaign(session, province, kind="field", code="DT-SIPAS")
        file = tmp_path / "phieu.csv"
        file.write_bytes(sipas.sheet(province.code, more))
        assert "Đã nhập 5050 phiếu" in run("survey", "import-responses", str(file))
        if is_raked:
            run("analysis", "import-margins", "DT-SIPAS", str(sipas.MARGINS))
        sign_in(client, make_account(session, province))
        assert client.post("/manage/campaigns/DT-SIPAS/close").status_code == 302
        return json.loads(run("analysis", "weighted", "DT-SIPAS"))

    return make


def shown(client) -> str:
    return read(client.get("/manage/results/weighted")).text.replace("\u00a0", " ")


def as_shown(share: float) -> str:
    return f"{share * 100:.1f} %".replace(".", ",")


def logit(share: float, error: float) -> tuple[float, float]:
    """Return the limits of svyciprop(method = "logit"), with R's own t of 108 degrees."""
    by_r = results("sipas_wr", "svymean satisfied")
    t = (by_r["ci95_t_hi"] - by_r["estimate"]) / by_r["se"]
    odds, width = log(share / (1 - share)), t * error / (share * (1 - share))
    return 1 / (1 + exp(width - odds)), 1 / (1 + exp(-width - odds))


def test_people_drawn_in_their_cluster_need_no_name_of_their_own(finished):
    told = finished({"fpc": "Nc", "second_fpc": "Mh"}, is_raked=False)
    (figure,) = [line["drawn"] for line in told["lines"] if line["name"] == "overall"]
    by_r = results("sipas_fpc2", "svyciprop satisfied")
    assert figure["standard_error"] == pytest.approx(by_r["se"], rel=1e-8)


@pytest.mark.parametrize("block", DESIGNS)
def test_the_drawn_share_and_its_limits_are_those_of_r(client, finished, block):
    told = finished(DESIGNS[block], is_raked=False)
    (figure,) = [line["drawn"] for line in told["lines"] if line["name"] == "overall"]
    by_r = results(block, "svyciprop satisfied")
    assert figure["estimate"] == pytest.approx(by_r["estimate"], rel=1e-9)
    assert figure["standard_error"] == pytest.approx(by_r["se"], rel=1e-8)
    limits = by_r["ci95"]["logit"]
    assert [figure["low"], figure["high"]] == pytest.approx(limits, rel=1e-6)
    low, high = map(as_shown, limits)
    text = shown(client)
    assert f"{as_shown(by_r['estimate'])} ước lượng từ 4.982 phiếu" in text
    assert f"{low} – {high}" in text


def test_the_raked_share_and_its_limits_are_those_of_r(client, finished):
    told = finished({}, is_raked=True)
    (line,) = [line for line in told["lines"] if line["name"] == "overall"]
    after = expected("04_calibration")["sipas_rake"]["after"]
    raked, limits = line["raked"], logit(after["mean"], after["se"])
    assert raked["estimate"] == pytest.approx(after["mean"], rel=1e-7)
    assert raked["standard_error"] == pytest.approx(after["se"], rel=1e-5)
    assert [raked["low"], raked["high"]] == pytest.approx(limits, rel=1e-6)
    before = results("sipas_wr", "svyciprop satisfied")
    text = shown(client)
    for share, (low, high) in (
        (after["mean"], limits),
        (before["estimate"], before["ci95"]["logit"]),
    ):
        assert as_shown(share) in text
        assert f"{as_shown(low)} – {as_shown(high)}" in text


def test_the_limits_worked_out_here_are_those_that_r_has():
    by_r = results("sipas_wr", "svyciprop satisfied")
    assert logit(by_r["estimate"], by_r["se"]) == pytest.approx(by_r["ci95"]["logit"], rel=1e-11)
