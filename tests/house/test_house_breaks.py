"""Each guard finds what it is there to find: a small house is broken once a way."""

import pytest
from flask import Flask

from tests.house import test_doors, test_floors, test_mirror, test_pure, test_sizes, test_words

WHOLE = {
    "forms/questionnaire.py": "import dataclasses\n\n\ndef digest() -> str:\n    return ''\n",
    "survey/db.py": "import sqlalchemy\nimport forms.questionnaire\n",
    "survey/places/codes.py": "from survey.db import Base\n\n\ndef issue() -> None: ...\n",
    "survey/responses/store.py": "from survey.places import codes\n",
    "survey/wiring.py": "from survey.responses import store\n",
    "survey/templates/places/list.html": '<h1 class="a">{{ _("Quầy") }} · 1</h1>\n',
    "analysis/rollup/advance.py": "from survey.responses.store import keep\n",
    "tests/survey/places/test_codes.py": "",
    "tests/forms/test_questionnaire.py": "",
}


@pytest.fixture
def house(tmp_path):
    """A house in order; `house(path, text)` lays one more brick and returns its root."""

    def lay(path: str = "", text: str = ""):
        for name, content in (WHOLE | ({path: text} if path else {})).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
        return tmp_path

    return lay


def test_a_house_in_order_has_no_fault(house):
    root = house()
    assert test_floors.upward_imports(root) == []
    assert test_floors.rooms_off_the_plan(root) == []
    assert test_floors.readers_of_the_environment(root) == []
    assert test_pure.impure_imports(root, ["forms.questionnaire"]) == []
    assert test_sizes.too_large(root) == {}
    assert test_mirror.without_a_mirror(root) == []
    assert test_words.empty_names(root) == []
    assert test_words.untranslated(root) == []


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        ("forms/kinds.py", "import survey.db", "forms.kinds imports survey.db"),
        (
            "survey/responses/seal.py",
            "def seal():\n    from analysis.rollup import advance",
            "survey.responses.seal imports analysis.rollup.advance",
        ),
        (
            "survey/places/pages.py",
            "from survey.responses.store import keep",
            "survey.places.pages imports survey.responses.store.keep",
        ),
        (
            "survey/places/pages.py",
            "from ..responses import store",
            "survey.places.pages imports survey.responses.store",
        ),
        (
            "survey/clock.py",
            "import survey.places.codes",
            "survey.clock imports survey.places.codes",
        ),
        ("survey/places/api.py", "import survey.wiring", "survey.places.api imports survey.wiring"),
        ("analysis/frame.py", "import wsgi", "analysis.frame imports wsgi"),
    ],
)
def test_an_import_that_goes_up_is_found(house, path, text, fault):
    assert test_floors.upward_imports(house(path, text)) == [fault]


def test_a_room_that_is_not_on_the_plan_is_found(house):
    assert test_floors.rooms_off_the_plan(house("survey/attic/box.py", "x = 1")) == ["survey.attic"]


@pytest.mark.parametrize("reading", ["os.environ['X']", "os.getenv('X')"])
def test_another_reader_of_the_environment_is_found(house, reading):
    root = house("survey/mail.py", f"import os\n{reading}\n")
    assert test_floors.readers_of_the_environment(root) == ["survey.mail"]


@pytest.mark.parametrize("imported", ["flask", "sqlalchemy.orm", "pandas", "survey.db"])
def test_a_pure_module_that_is_not_is_found(house, imported):
    root = house("survey/access/scope.py", f"def f():\n    import {imported}\n")
    found = test_pure.impure_imports(root, ["survey.access.*"])
    assert found == [f"survey.access.scope imports {imported}"]


@pytest.mark.parametrize(
    ("path", "text", "name", "lines"),
    [
        ("forms/long.py", "x = 1\n" * 201, "forms.long", 201),
        ("forms/f.py", "def f():\n" + "    x = 1\n" * 40, "forms.f.f", 41),
        ("survey/v.py", "@pages.get('/')\ndef show():\n" + "    x = 1\n" * 15, "survey.v.show", 16),
        ("forms/templates/a.html", "<p>\n" * 121, "forms/templates/a.html", 121),
    ],
)
def test_what_grew_too_large_is_found(house, path, text, name, lines):
    assert test_sizes.too_large(house(path, text)) == {name: lines}


def test_a_module_without_its_test_is_found(house):
    root = house("survey/places/qr.py", "def draw() -> str:\n    return ''\n")
    assert test_mirror.without_a_mirror(root) == ["survey.places.qr"]
    house("tests/survey/places/test_codes.py", "from survey.places.qr import draw\n")
    assert test_mirror.without_a_mirror(house("tests/survey/places/test_qr.py")) == []


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("survey/utils.py", "x = 1", "survey.utils"),
        ("survey/helpers/a.py", "x = 1", "survey.helpers.a"),
        ("forms/a.py", "def process_answer(): ...", "forms.a.process_answer"),
        ("forms/a.py", "class A:\n    def _do_it(self): ...", "forms.a._do_it"),
    ],
)
def test_a_name_that_says_nothing_is_found(house, path, text, name):
    assert test_words.empty_names(house(path, text)) == [name]


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Xin chào</p>", ["Xin chào"]),
        ('<p>{{ _("Quầy") }} số</p>', ["số"]),
        ("{% if a > b %}Có{% endif %}", ["Có"]),
        ('<img alt="Mã QR" src="a.svg">', ["Mã QR"]),
        ('<a title="{{ _("Quầy") }}" href="x">&nbsp;</a>', []),
        ("<style>p { margin: 0 }</style><!-- chỗ này -->{# kia #}", []),
        ("<b>Lắng Nghe</b> 24/7", []),
    ],
)
def test_a_bare_word_is_found(template, words):
    assert test_words.bare_words(template) == words


def test_a_door_nobody_decided_about_is_found():
    app = Flask("small")
    app.add_url_rule("/manage/secret", "secret", lambda: "")
    assert test_doors.unmarked(app) == ["secret"]
    assert test_doors.unguarded_under_manage(app) == ["/manage/secret"]
    app.view_functions["secret"].is_public = True
    assert test_doors.public(app) == {"static", "secret"}
    assert test_doors.unguarded_under_manage(app) == ["/manage/secret"]
    app.view_functions["secret"].required_permission = "see"
    assert test_doors.twice_marked(app) == ["secret"]
