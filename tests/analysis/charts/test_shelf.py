"""The shelf keeps each picture once, by what is in it."""

from analysis.charts import draw, shelf
from analysis.charts.rows import Row
from analysis.targets.check import Promise, judge
from survey.i18n import choose_locale

ROWS = [Row("Xã Ia Le", judge(100, 97, Promise(9500)))]


def test_a_picture_is_drawn_once(tmp_path):
    key = shelf.place(tmp_path / "charts", draw.forest, ROWS)
    path = tmp_path / "charts" / f"{key}.svg"
    path.write_bytes(b"kept")

    assert shelf.place(tmp_path / "charts", draw.forest, ROWS) == key
    assert shelf.take(tmp_path / "charts", key) == b"kept"
    assert list((tmp_path / "charts").iterdir()) == [path]


def test_the_picture_on_the_shelf_is_the_one_drawn(tmp_path):
    key = shelf.place(tmp_path, draw.forest, ROWS)

    assert shelf.take(tmp_path, key) == draw.forest(ROWS).svg


def test_other_rows_other_charts_and_other_languages_have_other_keys():
    other = [Row("Xã Ia Le", judge(100, 96, Promise(9500)))]
    keys = {
        shelf.key_of("forest", ROWS),
        shelf.key_of("forest", other),
        shelf.key_of("trend", ROWS),
    }
    choose_locale("en")

    assert len(keys | {shelf.key_of("forest", ROWS)}) == 4


def test_what_is_no_key_finds_nothing(tmp_path):
    (tmp_path / "secret_key").write_text("x")
    folder = tmp_path / "charts"
    folder.mkdir()

    for key in ("../secret_key", "", "a" * 64, "A" * 64, "0" * 63 + "\n"):
        assert shelf.take(folder, key) is None
