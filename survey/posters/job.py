"""The job of printing many counters: choose them again, print them, hand over one PDF."""

from flask import current_app
from flask_babel import gettext as _

from survey.jobs.work import JobFailed, Work
from survey.places.spelling import folded
from survey.posters.choosing import MOST, open_below, placed
from survey.posters.forms import SHEETS, Form
from survey.posters.printing import sheets

KIND = "posters"


def run(work: Work) -> None:
    """Print the form that was asked for, for every open counter of a unit and below."""
    form = Form(work.asked["form"])
    counters = open_below(work.session(), work.asked["unit_id"])
    if not counters:
        raise JobFailed(_("Chưa có quầy nào đang mở ở đơn vị này, nên không có gì để in."))
    if len(counters) > MOST:
        raise JobFailed(too_many(len(counters)))
    work.progress(0, len(counters))
    public_url = current_app.extensions["settings"].public_url
    shown = placed(work.session(), counters, public_url)
    # Nothing is read any more; the database need not keep a page open for us.
    work.session().rollback()
    path = work.folder / f"printing-{work.attempt}.pdf"
    path.write_bytes(sheets(form, shown, work.progress))
    work.result(path, filename(form, work.asked["name"]), "application/pdf")
    work.say(_("Đã in %(n)s quầy vào một tệp PDF.", n=len(counters)))


def too_many(number: int) -> str:
    """Return why so many counters are not printed at once."""
    return _(
        "Có %(n)s quầy, nhiều hơn %(most)s quầy in được trong một tệp. "
        "Xin in theo từng đơn vị cấp dưới.",
        n=number,
        most=MOST,
    )


def filename(form: Form, name: str) -> str:
    """Return what the PDF of `name`'s counters is called, in letters every disk knows."""
    plain = folded(name)[:60]
    words = "".join(each if each.isascii() and each.isalnum() else " " for each in plain).split()
    return "-".join([SHEETS[form].filename, *words]) + ".pdf"
