"""A year as a unit sees it; and what is said of overlaps and gaps."""

from datetime import UTC, date, datetime

import pytest

from survey.campaigns.calendar import calendar_of, overlaps_with
from survey.campaigns.kinds import Kind
from survey.campaigns.reading import listed
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_counter, make_province

TODAY = date(2026, 11, 20)


@pytest.fixture
def province(session):
    return make_province(session, code="52")


@pytest.fixture
def commune(session, province):
    return make_commune(session, province, "Xã Ia Le")


@pytest.fixture
def seen(app, session, province):
    """The calendar as the province sees it."""

    def of(year=2026, unit=province):
        with app.test_request_context():
            return calendar_of(session, unit.id, year)

    return of


def test_a_bar_fills_the_months_its_campaign_asks_in(session, commune, seen):
    make_campaign(session, commune, starts_on=date(2026, 4, 16), ends_on=date(2026, 6, 30))
    (bar,) = seen().bars
    assert [month + 1 for month, part in enumerate(bar.months) if part] == [4, 5, 6]
    april = bar.months[3]
    assert (april.begins, april.length) == (0.5, 0.5)
    assert seen(2025).bars == []


def test_a_campaign_closed_early_ends_on_the_day_it_was_closed(session, commune, seen):
    campaign = make_campaign(session, commune, starts_on=date(2026, 4, 1))
    campaign.closed_at = datetime(2026, 5, 20, 20, tzinfo=UTC)  # the 21st in Vietnam
    session.flush()
    (bar,) = seen().bars
    assert bar.months[4].days == (date(2026, 5, 1), date(2026, 5, 21))
    assert bar.months[5] is None


def test_overlaps_and_gaps_are_said_in_sentences(session, province, commune, seen):
    make_campaign(session, province, code="TX-1", starts_on=date(2026, 1, 1))
    make_campaign(session, commune, code="TX-2", starts_on=date(2026, 12, 1), is_open=False)
    (overlap,) = seen().overlaps
    assert "(TX-1) và" in overlap
    assert "ở 1 đơn vị từ 01/12/2026 đến 31/12/2026" in overlap
    assert "không thể cùng mở" in overlap
    assert seen().gaps == []


def test_a_gap_names_the_units_and_the_draft_that_would_fill_it(session, province, seen):
    for name in ("Xã A", "Xã B", "Xã C", "Xã D"):
        make_commune(session, province, name)
    make_campaign(session, province, starts_on=date(2026, 2, 1), ends_on=date(2026, 12, 30))
    make_campaign(session, province, code="TX-9", starts_on=date(2026, 12, 31), is_open=False)
    first, last = seen().gaps
    assert first.startswith("Từ 01/01/2026 đến 31/01/2026 (31 ngày) không có đợt thường xuyên")
    assert "Xã A, Xã B, Xã C và 1 đơn vị khác" in first
    assert last.startswith("Ngày 31/12/2026 (1 ngày)")
    assert "bản nháp TX-9" in last


def test_a_unit_above_others_has_a_gap_only_with_a_counter(session, province, commune, seen):
    make_campaign(session, commune, starts_on=date(2026, 1, 1))
    assert seen().gaps == []
    make_counter(session, province)
    (gap,) = seen().gaps
    assert "Tỉnh Gia Lai" in gap


def test_ad_hoc_campaigns_fill_no_gap(session, commune, seen):
    make_campaign(session, commune, kind=Kind.AD_HOC, starts_on=date(2026, 1, 1))
    (gap,) = seen().gaps
    assert "(365 ngày)" in gap


def test_a_strangers_campaigns_are_not_in_it(session, seen):
    make_campaign(session, make_commune(session))
    assert seen().bars == []


def test_a_campaigns_own_overlaps_are_said_as_what_they_are(app, session, province, commune):
    kinds = {"TX-1": Kind.ROUTINE, "DX-1": Kind.AD_HOC, "TM-1": Kind.INVITED}
    made = {code: make_campaign(session, commune, kind=k, code=code) for code, k in kinds.items()}
    make_campaign(session, make_commune(session, province, "Xã bên"), code="TX-2")
    with app.test_request_context():
        shown = listed(session, made["TX-1"], TODAY)
        said = overlaps_with(session, province.id, shown)
    assert len(said) == 2
    assert any("DX-1" in words and "quầy hỏi theo đợt đột xuất" in words for words in said)
    assert any("TM-1" in words and "không cộng vào nhau" in words for words in said)
    assert not any("TX-2" in words for words in said)
