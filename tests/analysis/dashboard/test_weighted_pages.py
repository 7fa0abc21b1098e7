"""The manager's page of a drawn sample says what R says, and no page says it plainly."""

import csv
import io
import json

import pytest
from sqlalchemy import select

from analysis.samples.models import WeightedResult
from forms import library
from survey.access.permissions import Permission
from survey.campaigns.kinds import Kind
from tests.analysis.samples import sipas
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune
from tests.factories.responses import make_responses
from tests.oracle.survey import expected, results
from tests.page import read

WEIGHTED = "/manage/results/weighted"
WITHOUT_RESULTS = {
    "ranking.plan": "how many to ask, whatever was answered",
    "indices.show_unit": "of campaigns that are told plainly alone; see below",
}


def ordinary(app) -> list[str]:
    """Return every address of results that asks for nothing but a unit."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
    ours = [rule for rule in rules if rule.arguments == {"unit_id"} and _shows(app, rule)]
    assert len(ours) > 12
    return [rule.rule for rule in ours if rule.endpoint not in WITHOUT_RESULTS]


def _shows(app, rule) -> bool:
    needed = getattr(app.view_functions[rule.endpoint], "required_permission", None)
    return needed in {Permission.SEE_RESULTS, Permission.READ_WORDS}


def at(rule: str, unit, campaign) -> str:
    return f"{rule.replace('<int:unit_id>', str(unit.id))}?campaign={campaign.code}"


@pytest.fixture
def sample(app, session, client):
    """Import R's rows, close the campaign and sign its province's manager in."""

    def make(lines=slice(None), *, is_closed=True):
        campaign, province = sipas.imported(app, session, lines=lines)
        if lines == slice(None):
            sipas.with_margins(app, session, campaign)
        if is_closed:
            sipas.closed(app, session, campaign)
        sign_in(client, make_account(session, province))
        session.commit()
        return campaign, province

    return make


def command(app, *words: str):
    return app.test_cli_runner().invoke(args=["analysis", *words])


def test_the_page_says_what_r_computed_on_the_same_rows(app, client, sample):
    sample()
    page = read(client.get(WEIGHTED))
    after = expected("04_calibration")["sipas_rake"]["after"]
    assert f"{after['mean'] * 100:.1f} %".replace(".", ",") == "84,5 %"
    text = page.text.replace("\u00a0", " ")
    for words in ("84,5 %", "4.982", "82,6 % – 86,2 %", "3,07", "0,90 điểm phần trăm"):
        assert words in text
    assert "không dùng để kết luận" in text
    assert "0,39 đến 3,42 lần" in text
    as_numbers(app)


def as_numbers(app) -> None:
    by_r = results("sipas_wr", "svymean satisfied")
    told = json.loads(command(app, "weighted", "DT-SIPAS").output)
    line = next(each for each in told["lines"] if each["name"] == "overall")
    assert line["drawn"]["estimate"] == pytest.approx(by_r["estimate"], rel=1e-9)
    assert line["drawn"]["standard_error"] == pytest.approx(by_r["se"], rel=1e-8)
    rows = csv.DictReader(
        io.StringIO(command(app, "weighted", "DT-SIPAS", "--format", "csv").output)
    )
    drawn = next(row for row in rows if (row["name"], row["weights"]) == ("overall", "drawn"))
    assert float(drawn["estimate"]) == pytest.approx(by_r["estimate"], rel=1e-9)


def test_no_ordinary_page_shows_a_sample_before_or_after_its_closing(app, session, client, sample):
    campaign, province = sample(slice(0, 60), is_closed=False)
    for rule in ordinary(app):
        answer = client.get(at(rule, province, campaign))
        assert answer.status_code == 403, rule
        assert "Kết quả hiện sau khi đóng đợt" in answer.text
    sipas.closed(app, session, campaign)
    for rule in ordinary(app):
        answer = client.get(at(rule, province, campaign))
        led_to = (302, f"{WEIGHTED}?campaign={campaign.code}")
        assert (answer.status_code, answer.location) == led_to, rule


def test_what_officials_say_is_shown_once_the_campaign_is_closed(app, session, client):
    commune = make_commune(session)
    campaign = make_campaign(session, commune, kind=Kind.INVITED, code="TM-1")
    sign_in(client, make_account(session, commune))
    for rule in ordinary(app):
        assert client.get(at(rule, commune, campaign)).status_code == 403, rule
    campaign.closed_at = app.clock()
    assert client.get(at(ordinary(app)[0], commune, campaign)).status_code < 400
    assert client.get(f"/manage/units/{commune.id}?campaign=TM-1").status_code == 200


def test_indices_are_of_campaigns_that_are_told_plainly(app, session, client):
    commune = make_commune(session)
    sipas_form = library.newest("sipas-2023")
    made = {"kind": Kind.FIELD, "code": "DT-9", "questionnaire": sipas_form}
    campaign = make_campaign(session, commune, **made)
    sign_in(client, make_account(session, commune))
    for _open_then_closed in range(2):
        address = f"/manage/indices/units/{commune.id}?campaign={campaign.code}"
        assert client.get(address).status_code == 404
        campaign.closed_at = app.clock()


def test_of_officials_nothing_is_told_of_fewer_than_ten(app, session, client):
    commune = make_commune(session)
    campaign = make_campaign(session, commune, kind=Kind.INVITED, code="TM-1")
    make_responses(session, campaign, commune, [{"overall": 5}] * 4 + [{"overall": 2}] * 5)
    campaign.closed_at = app.clock()
    sign_in(client, make_account(session, commune))
    address = f"/manage/units/{commune.id}?campaign=TM-1"
    page = read(client.get(address)).text
    assert "Mới có dưới 10 phiếu." in page
    assert "9 phiếu" not in page
    told = json.loads(command(app, "results", "--campaign", "TM-1").output)
    assert {(row["share"], row["official"]) for row in told} == {(None, None)}


def test_the_weighted_page_and_command_wait_for_the_closing_too(app, client, sample):
    campaign, _province = sample(slice(0, 60), is_closed=False)
    address = f"{WEIGHTED}?campaign={campaign.code}"
    assert client.get(address).status_code == 403
    for words in (["weighted", campaign.code], ["results", "--campaign", campaign.code]):
        said = command(app, *words)
        assert (said.exit_code, "Kết quả hiện sau khi đóng đợt" in said.output) == (1, True)
    assert campaign.code not in command(app, "results").output
    assert "Chưa có điều tra chọn mẫu nào" in client.get(WEIGHTED).text


def test_what_needs_weights_is_in_no_plain_result(app, client, sample):
    campaign, province = sample(slice(0, 60))
    assert campaign.code not in command(app, "results").output
    for words in (
        ["results", "--campaign", campaign.code],
        ["questions", "--campaign", campaign.code, "--unit", province.code],
    ):
        said = command(app, *words)
        assert (said.exit_code, f"weighted {campaign.code}" in said.output) == (1, True)
    command(app, "watch")
    assert json.loads(command(app, "findings", "--state", "open").output) == []


def test_a_sample_of_another_province_is_not_there(session, client, sample):
    campaign, _province = sample(slice(0, 60))
    sign_in(client, make_account(session, make_commune(session)))
    assert client.get(f"{WEIGHTED}?campaign={campaign.code}").status_code == 404
    assert client.get(f"{WEIGHTED}?campaign=KHONG").status_code == 404


def test_a_few_answers_are_told_as_too_few(session, client, sample):
    sample(slice(0, 7))
    page = read(client.get(WEIGHTED))
    assert "Chưa đủ phiếu." in page.text
    (line,) = [each for each in frozen(session)["lines"] if each["name"] == "overall"]
    assert (line["is_hidden"], line["n"], line["drawn"]) == (True, None, None)


def frozen(session) -> dict:
    return json.loads(session.scalars(select(WeightedResult.result)).one())


def test_a_share_with_limits_is_told_however_little_it_is_worth(client, sample):
    sample(slice(0, None, 309))  # 17 answers, worth 8.5 of a simple random sample
    text = read(client.get(WEIGHTED)).text.replace("\u00a0", " ")
    assert "75 % ước lượng từ 17 phiếu" in text
    assert "27 % – 96 %" in text


def test_a_sample_without_any_answer_has_a_page(client, sample):
    sample(slice(0, 0))
    assert "Chưa đủ phiếu." in read(client.get(WEIGHTED)).text
