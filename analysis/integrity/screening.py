"""The job of a screen: a campaign and a month, for a unit and everything below it."""

from datetime import date, timedelta

from flask import current_app
from flask_babel import gettext as _

from analysis.integrity.signs.observed import OfficeHours
from analysis.integrity.unit_signs import Asked
from survey import clock, db
from survey.access import paths
from survey.campaigns.models import Campaign
from survey.jobs.work import JobFailed, Work

KIND = "signs"


def run(work: Work) -> None:
    """Look for signs; what stands out is kept as suspicions."""
    # DuckDB and scipy come with it: a page that only asks for a screen needs neither.
    from analysis.integrity.watch import watch  # noqa: PLC0415

    session = work.session()
    campaign = session.get(Campaign, work.asked["campaign_id"])
    since = date.fromisoformat(work.asked["since"])
    if campaign is None:
        raise JobFailed(_("Không còn đợt khảo sát này."))
    until = min(last_of(since), clock.today())
    if since > until:
        raise JobFailed(_("Tháng này chưa bắt đầu."))
    below = paths.below(session, work.unit_id)
    asked = Asked(campaign, since, until, work.unit_id, below)
    folder = current_app.extensions["settings"].var / "columns"
    told = {"at": clock.now(), "progress": work.progress}
    new = watch(session, db.engine(), folder, asked, office_hours(), **told)
    work.say(_("Đã rà soát xong: %(n)s dấu hiệu mới.", n=new))


def last_of(month: date) -> date:
    """Return the last day of the month that begins on `month`."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def office_hours() -> OfficeHours:
    """Return when this installation's counters are open."""
    return OfficeHours(current_app.extensions["settings"].office_hours)
