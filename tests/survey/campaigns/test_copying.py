"""Next year's campaign from this year's, with everything that changed meanwhile."""

from datetime import date

import pytest

from forms import library
from survey import db
from survey.campaigns import copying, life, plans
from survey.campaigns.kinds import Kind
from survey.campaigns.reading import units_of
from survey.places.models import Succession
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_province

LAST_DAY = date(2026, 12, 31)


@pytest.fixture
def writer(app):
    with app.app_context():
        yield db.writing_session()


@pytest.fixture
def province(writer):
    return make_province(writer, code="52")


def becomes(writer, old, *heirs, relation="merged"):
    old.valid_to = LAST_DAY
    for heir in heirs:
        row = {"predecessor_id": old.id, "successor_id": heir.id, "relation": relation}
        writer.add(Succession(**row, is_main=True))
    writer.flush()


def names(writer, campaign):
    return [unit.name for unit in units_of(writer, campaign.id)]


@pytest.mark.parametrize("kind", list(Kind))
def test_everything_goes_a_year_on_and_nothing_is_opened(writer, province, kind):
    last = date(2026, 12, 31)
    campaign = make_campaign(writer, province, kind=kind, name="Đợt cuối năm 2026", ends_on=last)
    copied = copying.copy(writer, campaign)

    made = copied.campaign
    assert (made.starts_on, made.ends_on) == (date(2027, 10, 1), date(2027, 12, 31))
    assert (made.kind, made.name, made.opened_at) == (kind, "Đợt cuối năm 2027", None)
    assert made.code == f"{kind.letters}-52-202710"
    assert (made.questionnaire, made.version) == (campaign.questionnaire, campaign.version)
    assert names(writer, made) == ["Tỉnh Gia Lai"]
    assert (copied.version_was, copied.not_offered, copied.replaced) == (None, False, {})
    assert not copied.is_adjusted


def test_the_minimum_and_the_plan_go_along(writer, province):
    draft = life.Plan(
        "TX-1", "Đợt", Kind.ROUTINE, frozenset({province.id}),
        date(2026, 1, 1), LAST_DAY, fewest=80,
    )  # fmt: skip
    campaign = life.draft(writer, draft)
    commune = make_commune(writer, province)
    plans.set_plans(writer, campaign, {province.id: 900, commune.id: 50})

    made = copying.copy(writer, campaign).campaign

    assert made.needed == 80
    assert plans.plans_of(writer, made.id) == {province.id: 900, commune.id: 50}


def test_units_that_are_gone_are_replaced_by_what_became_of_them(writer, province):
    one, two = make_commune(writer, province, "Xã A"), make_commune(writer, province, "Xã B")
    both = make_commune(writer, province, "Xã A và B")
    parts = [make_commune(writer, province, name) for name in ("Xã C Đông", "Xã C Tây")]
    split = make_commune(writer, province, "Xã C")
    lost = make_commune(writer, province, "Xã D")
    becomes(writer, one, both)
    becomes(writer, two, both)
    becomes(writer, split, *parts, relation="split")
    becomes(writer, lost)
    campaign = make_campaign(writer, one, two, split, lost)
    plans.set_plans(writer, campaign, {one.id: 30, two.id: 12, split.id: 40, lost.id: 5})

    copied = copying.copy(writer, campaign)

    assert names(writer, copied.campaign) == ["Xã A và B", "Xã C Đông", "Xã C Tây"]
    assert copied.replaced == {
        "Xã A": ("Xã A và B",),
        "Xã B": ("Xã A và B",),
        "Xã C": ("Xã C Đông", "Xã C Tây"),
        "Xã D": (),
    }
    assert plans.plans_of(writer, copied.campaign.id) == {both.id: 30 + 12}
    assert copied.unplanned == ("Xã C", "Xã D")


def test_what_became_of_it_may_be_gone_too(writer, province):
    first, second, third = (make_commune(writer, province, name) for name in "ABC")
    becomes(writer, first, second)
    becomes(writer, second, third)
    assert copying.standing(writer, first, date(2027, 1, 1)) == [third]
    assert copying.standing(writer, first, LAST_DAY) == [first]


def test_where_nothing_is_left_nothing_is_copied(writer, province):
    gone = make_commune(writer, province)
    campaign = make_campaign(writer, gone)
    becomes(writer, gone)
    with pytest.raises(copying.NowhereLeft):
        copying.copy(writer, campaign)


def test_a_questionnaire_no_longer_in_use_is_told(writer, province):
    campaign = make_campaign(writer, province, is_open=False)
    campaign.questionnaire, campaign.version = "dossier", library.newest("dossier").version
    writer.flush()
    assert not copying.copy(writer, campaign).not_offered
    assert copying.copy(writer, campaign).campaign.code.endswith("-2")
