"""The rows of a sheet `survey` as the tree its groups make."""

from dataclasses import dataclass, field

from forms.exchange.imported import CannotRead
from forms.exchange.workbook_in import Line

DEEPEST = 20
_BEGINS = {"begin_group", "begin_repeat", "begin_score", "begin_rank", "begin_kobomatrix"}


@dataclass(slots=True)
class Group:
    """A group, its own row, and what stands in it; the form itself has no row."""

    line: Line
    type: str = ""
    within: "list[Group | Line]" = field(default_factory=list)

    @property
    def groups(self) -> "list[Group]":
        """The groups that stand directly in this one."""
        return [each for each in self.within if isinstance(each, Group)]


def tree_of(lines: list[Line], notes: list[str]) -> Group:
    """Return the tree of `lines`; say in `notes` where groups do not close.

    Raise CannotRead where they are nested deeper than anybody means.
    """
    top = Group(Line("survey", 0))
    open_groups = [top]
    for line in lines:
        kind = type_of(line)
        if kind in _BEGINS:
            line.take("type")
            group = Group(line, kind)
            open_groups[-1].within.append(group)
            open_groups.append(group)
            if len(open_groups) > DEEPEST:
                raise CannotRead(f"{line.place}: các nhóm lồng nhau quá {DEEPEST} tầng.")
        elif kind.startswith("end_"):
            line.take("type")
            line.take("name")
            if len(open_groups) == 1:
                notes.append(f"{line.place}: {kind} mà không có nhóm nào đang mở.")
            else:
                open_groups.pop()
        elif kind or line.cells:
            open_groups[-1].within.append(line)
    notes.extend(f"{group.line.place}: nhóm này không được đóng lại." for group in open_groups[1:])
    return top


def type_of(line: Line) -> str:
    """Return the type of a row, in small letters: "begin group" is "begin_group"."""
    said = line.cells.get("type", "").strip().lower()
    first, _, rest = said.partition(" ")
    return f"{first}_{rest}" if first in ("begin", "end", "select") and rest else said
