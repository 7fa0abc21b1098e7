"""The survey that R was asked about, as a sheet that a finished campaign is imported from."""

import csv
import io

from flask import Flask
from sqlalchemy.orm import Session

from analysis.samples.keeping import keep
from analysis.samples.sheets import totals_in
from survey import clock
from survey.campaigns.life import close_campaign
from survey.campaigns.models import Campaign
from survey.places.models import Unit
from survey.responses.importing import import_sheet
from survey.sheets import rows_of
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_province
from tests.oracle.survey import HERE, sipas

MARGINS = HERE / "04_calibration" / "sipas_margins.csv"
LABELS = ("sex", "age", "province", "urban")
_STEPS = {"0": "2", "1": "5"}


def sheet(unit_code: str, more: dict[str, str] | None = None, lines: slice = slice(None)) -> bytes:
    """Return R's 5,050 people as `survey import-responses` takes them, 68 without an answer."""
    designs = {"weight": "w", "stratum": "province", "psu": "commune_id"} | (more or {})
    file = io.StringIO()
    writer = csv.writer(file)
    fixed = ["unit_code", "campaign", "day", "channel", "form_no", "overall", "attitude"]
    writer.writerow([*fixed, *designs, *(f"label:{name}" for name in LABELS)])
    for row in sipas().rows[lines]:
        told = [unit_code, "DT-SIPAS", "2026-11-20", "import", row["id"]]
        told += [_STEPS.get(row["satisfied"], ""), "4"]
        writer.writerow(told + [row[name] for name in (*designs.values(), *LABELS)])
    return file.getvalue().encode()


def imported(
    app: Flask,
    session: Session,
    *,
    more: dict[str, str] | None = None,
    lines: slice = slice(None),
) -> tuple[Campaign, Unit]:
    """Import the survey as a running field campaign of a province."""
    province = make_province(session)
    campaign = make_campaign(session, province, kind="field", code="DT-SIPAS")
    session.commit()
    with app.test_request_context():
        report = import_sheet(session, sheet(province.code, more, lines), commit=session.commit)
    assert [str(fault) for fault in report.faults] == []
    assert report.kept == len(sipas().rows[lines])
    return campaign, province


def with_margins(app: Flask, session: Session, campaign: Campaign) -> None:
    """Bring in the totals that R raked to."""
    found = totals_in(rows_of(MARGINS.read_bytes(), MARGINS.name))
    assert not found.wrong
    with app.app_context():
        keep(session, campaign, found.totals, source=MARGINS.name, at=clock.now())
    session.commit()


def closed(app: Flask, session: Session, campaign: Campaign) -> Campaign:
    """Close the campaign as its page does."""
    with app.test_request_context():
        close_campaign(session, campaign)
    session.commit()
    return campaign
