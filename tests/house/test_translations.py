"""Every word of the interface is spoken in every language, and none that nobody says."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from survey.i18n import LANGUAGES, SOURCE
from tests.house.plan import FLOORS, ROOT

CATALOGUES = "survey/translations/*/LC_MESSAGES/messages.po"
KEYWORDS = DEFAULT_KEYWORDS | {"_l": None, "lazy_gettext": None}

NAMES = ("Lắng Nghe", "Quầy số 1", "Đất đai")
"""Proper names, and examples of what is typed in Vietnamese whatever the page speaks."""

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|%")

MARKED = re.compile("[\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u0111\u0110]")
"""Vietnamese marks, once letters are taken apart; đ has none to take."""


def spoken(root: Path) -> set[str]:
    """Return what modules and templates say, as `bin/words` finds it."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    found = (
        extract_from_dir(root / floor, methods, options, KEYWORDS)
        for floor in FLOORS
        if (root / floor).exists()
    )
    return {words for floor in found for _file, _line, words, _comments, _context in floor}


def faults(root: Path) -> list[str]:
    """Return what is wrong in the catalogues under `root`."""
    said = spoken(root)
    return [
        f"{path.parent.parent.name}: {fault}"
        for path in sorted(root.glob(CATALOGUES))
        for fault in _faults_of(path, said)
    ]


def _faults_of(path: Path, said: set[str]) -> Iterator[str]:
    with path.open(encoding="utf-8") as po:
        catalogue = read_po(po, abort_invalid=True)
    kept = {message.id: message for message in catalogue if message.id}
    yield from (f"missing: {words}" for words in sorted(said - kept.keys()))
    yield from (f"nobody says: {words}" for words in sorted(kept.keys() - said))
    yield from (f"nobody says: {words}" for words in catalogue.obsolete)
    for message in kept.values():
        yield from (f"{fault}: {message.id}" for fault in _faults_in(message))


def _faults_in(message: Message) -> Iterator[str]:
    if not message.string:
        yield "not translated"
        return
    if message.fuzzy:
        yield "only guessed"
    if sorted(PLACEHOLDER.findall(message.string)) != sorted(PLACEHOLDER.findall(message.id)):
        yield "other placeholders"
    if is_vietnamese(message.string):
        yield "Vietnamese letters"
    if message.string != message.string.strip():
        yield "space around"


def is_vietnamese(words: str) -> bool:
    for name in NAMES:
        words = words.replace(name, "")
    return MARKED.search(unicodedata.normalize("NFD", words)) is not None


def test_every_word_is_translated_and_none_is_left_over():
    assert faults(ROOT) == []


def test_every_language_but_the_source_has_its_words():
    spoken_in = {path.parent.parent.name for path in ROOT.glob(CATALOGUES)}
    assert spoken_in == set(LANGUAGES) - {SOURCE}


PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

msgid "Quầy"
msgstr "Counter"

msgid "Đã đóng"
msgstr "Closed"

#, python-format
msgid "Còn %(count)s phiếu, 95 %%."
msgstr "%(count)s answers left, 95 %%."
"""


@pytest.fixture
def house(tmp_path):
    """A small house that speaks; `house(old, new)` changes its catalogue first."""

    def speak(old: str = "", new: str = "") -> Path:
        files = {
            "forms/kinds.py": 'from x import lazy_gettext as _l\n\nCLOSED = _l("Đã đóng")\n',
            "survey/templates/list.html": '<h1>{{ _("Quầy") }}</h1>',
            "analysis/templates/deep/left.html": (
                '<p title="{{ _(\'Quầy\') }}">{{ _("Còn %(count)s phiếu, 95 %%.", count=n) }}</p>'
            ),
            "survey/translations/en/LC_MESSAGES/messages.po": PO.replace(old, new) if old else PO,
        }
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return speak


def test_a_house_that_speaks_has_no_fault(house):
    assert faults(house()) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgid "Quầy"\nmsgstr "Counter"\n', "", "missing: Quầy"),
        ('msgid "Quầy"', 'msgid "Quầy"\nmsgstr "Counter"\n\nmsgid "Bàn"', "nobody says: Bàn"),
        ('msgid "Quầy"', '#~ msgid "Cũ"\n#~ msgstr "Old"\n\nmsgid "Quầy"', "nobody says: Cũ"),
        ('"Counter"', '""', "not translated: Quầy"),
        ('msgid "Quầy"', '#, fuzzy\nmsgid "Quầy"', "only guessed: Quầy"),
        ('"Counter"', '"Quay số"', "Vietnamese letters: Quầy"),
        ('"Counter"', '"Đ"', "Vietnamese letters: Quầy"),
        ('"Counter"', '"Counter "', "space around: Quầy"),
        ('"%(count)s a', '"%(n)s a', "other placeholders: Còn %(count)s phiếu, 95 %%."),
        ('left, 95 %%."', 'left, 95 %."', "other placeholders: Còn %(count)s phiếu, 95 %%."),
    ],
)
def test_a_word_that_is_wrong_is_found(house, old, new, fault):
    assert faults(house(old, new)) == [f"en: {fault}"]


def test_a_template_that_cannot_be_read_is_an_error(house):
    root = house()
    (root / "survey/templates/list.html").write_text("{% if %}", encoding="utf-8")
    with pytest.raises(Exception, match="Expected an expression"):
        faults(root)


@pytest.mark.parametrize(
    ("words", "vietnamese"),
    [
        ("Counter – “95 %” … it's", False),
        ("Lắng Nghe: citizens rate", False),
        ("Phiếu", True),
        ("cafe", False),
        ("đ", True),
    ],
)
def test_vietnamese_letters_are_told_from_names_and_signs(words, vietnamese):
    assert is_vietnamese(words) is vietnamese
