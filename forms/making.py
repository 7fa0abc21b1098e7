"""Making: a document that keeps every rule becomes a questionnaire.

The opposite of `writing.document_of`. Nothing is checked here.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from forms.gaps import unfinished
from forms.questionnaire import (
    Audio,
    Choice,
    Option,
    Question,
    Questionnaire,
    Row,
    Rule,
    Scale,
    Section,
    Text,
)

Written = dict[str, Any]
AudioOf = Callable[[str], Audio]


def made_of(document: Written, audio_of: AudioOf) -> Questionnaire:
    """Return the questionnaire of `document`; `audio_of` finds what a file's name stands for."""
    scales = {code: _scale(code, written) for code, written in document["scales"].items()}
    lacking = unfinished(document)
    return Questionnaire(
        code=document["code"],
        version=document["version"],
        title=_text(document["title"]),
        intro=_text(document["intro"]),
        languages=tuple(each for each in document["languages"] if each not in lacking),
        official=document["official"],
        sections=tuple(_section(each, scales, audio_of) for each in document["sections"]),
        states=MappingProxyType(dict(document["states"])) if document.get("states") else None,
        unfinished=lacking,
        rules=tuple(_rule(each) for each in document.get("rules", [])),
    )


def _scale(code: str, written: Written) -> Scale:
    options = tuple(
        Option(option["value"], _text(option["words"]), option.get("face", ""))
        for option in written["options"]
    )
    return Scale(code, options, frozenset(written.get("satisfied", ())))


def _section(written: Written, scales: Mapping[str, Scale], audio_of: AudioOf) -> Section:
    return Section(
        code=written["code"],
        title=_text(written["title"]),
        questions=tuple(_question(each, scales, audio_of) for each in written["questions"]),
        begins_page=written.get("page", False),
        when=written.get("when", "").strip(),
    )


def _question(written: Written, scales: Mapping[str, Scale], audio_of: AudioOf) -> Question:
    audio = {language: audio_of(file) for language, file in written.get("audio", {}).items()}
    return Question(
        code=written["code"],
        kind=written["kind"],
        words=_text(written["words"]),
        source=written["source"],
        scale=scales[written["scale"]] if "scale" in written else None,
        hint=_text_if_any(written, "hint"),
        longest=written.get("longest"),
        choices=tuple(_choice(each) for each in written.get("choices", [])),
        rows=tuple(Row(each["code"], _text(each["words"])) for each in written.get("rows", [])),
        among=written.get("among", ""),
        when=written.get("when", "").strip(),
        is_required=written.get("required", False),
        allows=tuple(written.get("allows", [])),
        least=str(written.get("least", "")),
        most=str(written.get("most", "")),
        decimals=written.get("decimals"),
        measure=_text_if_any(written, "measure"),
        reason=_text_if_any(written, "reason"),
        audio=MappingProxyType(audio) if audio else None,
    )


def _choice(written: Written) -> Choice:
    return Choice(
        written["code"],
        _text(written["words"]),
        is_exclusive=written.get("exclusive", False),
        asks_words=written.get("other", False),
    )


def _rule(written: Written) -> Rule:
    return Rule(written["code"], written["rule"].strip(), _text(written["words"]))


def _text(written: Mapping[str, str]) -> Text:
    return MappingProxyType(dict(written))


def _text_if_any(written: Written, name: str) -> Text | None:
    return _text(written[name]) if name in written else None
