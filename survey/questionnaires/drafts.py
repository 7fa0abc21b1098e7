"""Putting together what two people wrote in one draft, from the draft both began with.

Work on different parts is simply joined: two questions, two languages of one question,
a question moved here and another added there. Where both changed the same part, both
wordings are handed back side by side and nobody's is dropped unseen. A part is a text in
one language, one property, one row of a list; a question that changed its kind is one
part as a whole, for the properties of two kinds make no sense together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from survey.questionnaires.flow import NOTHING, Document, flat, keyed, whole

Path = tuple[str, ...]
ORDER = "~order"


class Side(StrEnum):
    """Whose wording is taken where both changed the same part."""

    THEIRS = "theirs"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A part that both changed: where, and what each made of it (NOTHING: took it out)."""

    path: Path
    base: object
    theirs: object
    mine: object


@dataclass(frozen=True, slots=True)
class Merged:
    """The document of both, and what had to be decided."""

    document: Document
    conflicts: tuple[Conflict, ...]


def merge(base: Document, theirs: Document, mine: Document, keep: Side = Side.THEIRS) -> Merged:
    """Return `theirs` and `mine`, both made from `base`, in one; `keep` decides conflicts."""
    merging = _Merging(keep)
    found = merging.mapping(flat(base), flat(theirs), flat(mine), ())
    return Merged(whole(found), tuple(merging.conflicts))


def changed_parts(before: Document, after: Document) -> list[Path]:
    """Return the parts in which two documents differ, each as small as can be told."""
    return list(_differences(flat(before), flat(after), ()))


class _Merging:
    """One merging: walks three documents at once and notes what both changed."""

    def __init__(self, keep: Side) -> None:
        self._keep = keep
        self.conflicts: list[Conflict] = []

    def mapping(
        self,
        base: Mapping[str, object],
        theirs: Mapping[str, object],
        mine: Mapping[str, object],
        path: Path,
    ) -> Document:
        """Return three mappings in one."""
        found: Document = {}
        for name in self._order(list(base), list(theirs), list(mine), path):
            was, here, there = (side.get(name, NOTHING) for side in (base, theirs, mine))
            value = self._value(was, here, there, (*path, name))
            if value is not NOTHING:
                found[name] = value
        return found

    def _value(self, base: object, theirs: object, mine: object, path: Path) -> object:
        if mine in (theirs, base):
            return theirs
        if base == theirs:
            return mine
        if isinstance(theirs, dict) and isinstance(mine, dict) and _are_alike(base, theirs, mine):
            return self.mapping(base if isinstance(base, dict) else {}, theirs, mine, path)
        if isinstance(theirs, list) and isinstance(mine, list):
            was, here, there = keyed(base), keyed(theirs), keyed(mine)
            if was is not None and here is not None and there is not None:
                return list(self.mapping(was, here, there, path).values())
        return self._decide(base, theirs, mine, path)

    def _decide(self, base: object, theirs: object, mine: object, path: Path) -> object:
        self.conflicts.append(Conflict(path, base, theirs, mine))
        return mine if self._keep is Side.MINE else theirs

    def _order(
        self, base: Sequence[str], theirs: Sequence[str], mine: Sequence[str], path: Path
    ) -> list[str]:
        """Return every name once, in the order of whoever moved something.

        What the other one added follows what it followed there.
        """
        shared = set(base) & set(theirs) & set(mine)
        was, here, there = (
            [name for name in side if name in shared] for side in (base, theirs, mine)
        )
        first, second = (theirs, mine) if here != was else (mine, theirs)
        if was not in (here, there) and here != there and _is_ordered(path):
            self.conflicts.append(Conflict((*path, ORDER), was, here, there))
            if self._keep is Side.MINE:
                first, second = mine, theirs
        found = list(first)
        for at, name in enumerate(second):
            if name not in found:
                before = next((each for each in reversed(second[:at]) if each in found), None)
                found.insert(0 if before is None else found.index(before) + 1, name)
        return found


def _are_alike(base: object, theirs: Mapping[str, object], mine: Mapping[str, object]) -> bool:
    """Whether properties can be joined one by one."""
    was = base.get("kind", NOTHING) if isinstance(base, dict) else NOTHING
    if was is NOTHING:
        return theirs.get("kind") == mine.get("kind")
    return was == theirs.get("kind") == mine.get("kind")


def _is_ordered(path: Path) -> bool:
    # In what order properties or languages stand means nothing; of lists it does.
    return bool(path) and path[-1] in ("flow", "rules", "choices", "rows", "options")


def _differences(before: object, after: object, path: Path) -> Iterator[Path]:
    if before == after:
        return
    old, new = _named(before), _named(after)
    if old is None or new is None:
        yield path
        return
    for name in dict.fromkeys([*old, *new]):
        if name in old and name in new:
            yield from _differences(old[name], new[name], (*path, name))
        else:
            yield (*path, name)
    shared = old.keys() & new.keys()
    if _is_ordered(path) and [n for n in old if n in shared] != [n for n in new if n in shared]:
        yield (*path, ORDER)


def _named(part: object) -> Mapping[str, object] | None:
    return part if isinstance(part, dict) else keyed(part) if isinstance(part, list) else None
