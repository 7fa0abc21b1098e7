"""Looking a draft over: every fault and gap beside the part it speaks of."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from forms.rules import Fault
from survey.questionnaires.flow import Document

_PART = re.compile(
    r"(?P<part>sections\[\d+\](?:\.questions\[\d+\])?|scales\.[^.]+|rules\[\d+\])\.?(?P<rest>.*)"
)
_HEAD = ""


@dataclass(frozen=True)
class Seen:
    """What is wrong with a draft: in all, by part, and what each language still lacks."""

    faults: list[Fault]
    gaps: Mapping[str, int]
    by_part: Mapping[str, list[Fault]] = field(default_factory=dict)

    def of(self, part: str = _HEAD) -> list[Fault]:
        """Return the faults of one part; `where` is what stands within it."""
        return list(self.by_part.get(part, ()))

    def beside(self, part: str, name: str) -> list[str]:
        """Return what is wrong with one property of a part."""
        return [fault.what for fault in self.of(part) if re.split(r"[.\[]", fault.where)[0] == name]


def look_over(document: Document, faults: list[Fault], gaps: Iterable[Fault]) -> Seen:
    """Sort `faults` and `gaps` of `document` by the parts they belong to."""
    by_part: dict[str, list[Fault]] = {}
    for fault in faults:
        part, rest = part_of(fault.where)
        by_part.setdefault(part, []).append(Fault(rest, fault.what))
    languages = document.get("languages")
    lacking = Counter(gap.where.rpartition(".")[2] for gap in gaps)
    known = [str(each) for each in languages] if isinstance(languages, list) else []
    return Seen(faults, {each: lacking.get(each, 0) for each in known}, by_part)


def part_of(where: str) -> tuple[str, str]:
    """Return the part a place belongs to ("": the head), and the place within it."""
    match = _PART.fullmatch(where)
    return (match["part"], match["rest"]) if match else (_HEAD, where)


def anchor_of(where: str) -> str:
    """Return the name of the place on a draft's page where the fault at `where` is shown."""
    part, _rest = part_of(where)
    if numbers := re.findall(r"\[(\d+)\]", part):
        kinds = {("sections", 1): "s", ("sections", 2): "q"}
        letter = kinds.get((part.partition("[")[0], len(numbers)))
        return "-".join([letter, *numbers]) if letter else "rules"
    return "scales" if part else "head"
