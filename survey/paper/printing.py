"""Printing: a batch of forms as PDF, each with its code, its QR and who asks.

What fits one file comes at once; more comes from a worker as files of fifty, for a
printer is fed so, and a jam costs no more than one of them.
"""

import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import library
from forms.exchange.paper import Copy, pdf
from forms.questionnaire import Questionnaire
from survey.access.permissions import Permission
from survey.campaigns.models import Campaign
from survey.jobs.models import Job
from survey.jobs.registry import register
from survey.jobs.work import JobFailed, Work, folder_of
from survey.paper import codes
from survey.paper.batches import forms_of
from survey.paper.models import Batch
from survey.places import qr
from survey.places.models import Unit

PRINT = "paper"
A_FILE = 50
"""Forms in one file."""


def init_app(app: Flask) -> None:
    """Let the workers of `app` print."""
    named = lazy_gettext("In phiếu giấy")
    register(app, PRINT, print_batch, name=named, permission=Permission.SUPERVISE)


def copies_of(session: Session, batch: Batch) -> list[Copy]:
    """Return the forms of a batch as they are printed."""
    campaign = session.get_one(Campaign, batch.campaign_id)
    forms = forms_of(session, batch)
    named = select(Unit.id, Unit.name).where(Unit.id.in_({form.unit_id for form in forms}))
    names = {row.id: row.name for row in session.execute(named)}
    return [
        # The bare code: a scanner on a desk then types it as a keyboard would.
        Copy(
            codes.printed(form.code),
            qr.svg(form.code).decode(),
            names[form.unit_id],
            campaign.name,
        )
        for form in forms
    ]


def questionnaire_of(session: Session, batch: Batch) -> Questionnaire:
    """Return what the forms of a batch ask."""
    campaign = session.get_one(Campaign, batch.campaign_id)
    return library.find(campaign.questionnaire, campaign.version)


def printed(session: Session, batch: Batch) -> bytes:
    """Return a batch that fits one file."""
    return pdf(questionnaire_of(session, batch), batch.language, copies_of(session, batch))


def print_batch(work: Work) -> None:
    """Print a batch of any size: files of fifty forms, in one archive."""
    session = work.session()
    batch = session.get(Batch, int(work.asked["batch"]))
    if batch is None:
        raise JobFailed(_("Không còn lô phiếu này."))
    questionnaire, copies = questionnaire_of(session, batch), copies_of(session, batch)
    language = batch.language
    session.rollback()
    made = work.folder / f"forms-{work.attempt}.zip"
    _write(made, questionnaire, language, copies, work)
    work.say(_("Đã in %(number)s phiếu.", number=len(copies)))
    work.result(made, f"phieu-giay-{batch.id}.zip", "application/zip")


def forget_prints(session: Session, campaign: Campaign) -> None:
    """Remove the archives that were printed for `campaign`: their forms lie by household."""
    own = set(session.scalars(select(Batch.id).where(Batch.campaign_id == campaign.id)))
    asked = session.execute(select(Job.id, Job.asked).where(Job.kind == PRINT)).all()
    for job in asked:
        if job.asked.get("batch") in own:
            shutil.rmtree(folder_of(job.id), ignore_errors=True)


def _write(
    path: Path, questionnaire: Questionnaire, language: str, copies: Sequence[Copy], work: Work
) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for done in range(0, len(copies), A_FILE):
            work.progress(done, len(copies))
            some = copies[done : done + A_FILE]
            name = f"phieu-{done + 1:05}-{done + len(some):05}.pdf"
            archive.writestr(name, pdf(questionnaire, language, some))
