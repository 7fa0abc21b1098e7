import pytest

from survey.jobs.models import State
from survey.jobs.queue import put
from survey.jobs.worker import work_once
from survey.posters import choosing, job
from survey.posters.forms import Form
from tests.factories.places import make_commune, make_counter, make_province
from tests.survey.places.prints import scanned
from tests.survey.posters.prints import pictures_of


@pytest.fixture
def province(session):
    return make_province(session, "Tỉnh Gia Lai")


@pytest.fixture
def asked(app, session, province):
    def ask(form=Form.STRIP):
        told = {"form": form, "unit_id": province.id, "name": province.name}
        with app.app_context():
            put_in = put(session, job.KIND, told, province.id, None)
        session.commit()
        assert work_once(app)
        session.refresh(put_in)
        return put_in

    return ask


def test_a_province_is_printed_into_one_file(session, province, asked, settings):
    commune = make_commune(session, province)
    counters = [make_counter(session, commune, name=f"Quầy số {n}") for n in range(3)]
    done = asked()
    assert (done.state, done.done, done.total) == (State.DONE, 3, 3)
    assert done.filename == "phieu-80mm-tinh-gia-lai.pdf"
    assert done.words == "Đã in 3 quầy vào một tệp PDF."
    folder = settings.var / "jobs" / str(done.id)
    printed = (folder / done.result).rename(folder / "printed.pdf")
    read = [scanned(page) for page in pictures_of(printed)]
    assert read == [f"HTTP://LANGNGHE.TEST/Q/{counter.code}" for counter in counters]


def test_where_no_counter_is_open_that_is_said(asked):
    done = asked()
    assert done.state == State.FAILED
    assert "Chưa có quầy nào đang mở" in done.words


def test_more_counters_than_one_file_bears_are_refused(session, province, asked, monkeypatch):
    monkeypatch.setattr(job, "MOST", 1)
    commune = make_commune(session, province)
    for _ in range(2):
        make_counter(session, commune)
    done = asked()
    assert done.state == State.FAILED
    assert "Có 2 quầy" in done.words
    assert choosing.MOST > 500


@pytest.mark.parametrize(
    ("name", "filename"),
    [
        ("Phường Văn Miếu - Quốc Tử Giám", "ap-phich-a4-phuong-van-mieu-quoc-tu-giam.pdf"),
        ('../../etc/passwd\r\n"x"', "ap-phich-a4-etc-passwd-x.pdf"),
        ("ប្រទេស", "ap-phich-a4.pdf"),
    ],
)
def test_a_file_has_a_name_every_disk_and_header_knows(name, filename):
    assert job.filename(Form.POSTER, name) == filename
