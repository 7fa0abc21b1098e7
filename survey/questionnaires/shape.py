"""The shape of a questionnaire: which of its parts are words, texts, lists or parts in turn.

A draft may break every rule, for its author is there to mend it; but what has not even
this shape could not be shown to anybody, so it is not taken in. Properties that nobody
here knows may be anything: the rules name them.
"""

from collections.abc import Callable, Mapping

from survey.questionnaires.words import TEXTS

_ONE = frozenset(
    (
        *("code", "kind", "scale", "source", "when", "rule", "among", "required", "page"),
        *("least", "most", "decimals", "longest", "value", "face", "other", "exclusive"),
        *("version", "official"),
    )
)
_BY_LANGUAGE = frozenset((*TEXTS, "audio", "states"))
_SEVERAL = frozenset(("allows", "languages", "satisfied"))
_PARTS = frozenset(("sections", "questions", "choices", "rows", "options", "rules"))
# A draft that is laid flat says with these what is a section and what is not.
_KEPT_FREE = frozenset(("~", "flow"))


def is_shaped(document: object) -> bool:
    """Whether `document` has the parts of a questionnaire, whatever stands in them."""
    return (
        isinstance(document, dict)
        and all(isinstance(document.get(name), dict) for name in ("title", "intro", "scales"))
        and all(isinstance(document.get(name), list) for name in ("languages", "sections"))
        and _is_part(document)
        and all(_is_scale(scale) for scale in document["scales"].values())
        and all("questions" in section for section in document["sections"])
    )


def _is_part(part: object) -> bool:
    return isinstance(part, dict) and all(_is_in_place(name, part[name]) for name in part)


def _is_in_place(name: object, value: object) -> bool:
    if not isinstance(name, str) or name in _KEPT_FREE:
        return False
    kept = next((fits for names, fits in _SHAPES.items() if name in names), None)
    return kept is None or kept(value)


def _is_one(value: object) -> bool:
    return not isinstance(value, dict | list)


def _is_by_language(value: object) -> bool:
    return value is None or (isinstance(value, dict) and all(map(_is_one, value.values())))


def _are_several(value: object) -> bool:
    return value is None or (isinstance(value, list) and all(map(_is_one, value)))


def _are_parts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_part, value))


def _is_scale(scale: object) -> bool:
    return isinstance(scale, dict) and "options" in scale and _is_part(scale)


_SHAPES: Mapping[frozenset[str], Callable[[object], bool]] = {
    _ONE: _is_one,
    _BY_LANGUAGE: _is_by_language,
    _SEVERAL: _are_several,
    _PARTS: _are_parts,
}
"""What stands under each name. `scales` go by their codes, so they are looked at apart."""
