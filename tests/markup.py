"""Markup as a tree, so that a test can ask what stands in what."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
UNSEEN = frozenset(("script", "style", "title", "template"))


@dataclass
class Element:
    """One element: its tag, attributes, and what is inside."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    inside: "list[Element | str]" = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def walk(self) -> "Iterator[Element]":
        yield self
        for child in self.inside:
            if isinstance(child, Element):
                yield from child.walk()

    def find_all(self, tag: str, **wanted: str) -> "list[Element]":
        """Return the elements of `tag` with these attributes (`class_`, `aria_label` …)."""
        pairs = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [
            element
            for element in self.walk()
            if element.tag == tag and all(_has(element, *pair) for pair in pairs.items())
        ]

    def find(self, tag: str, **wanted: str) -> "Element":
        """Return the first such element; there must be one."""
        found = self.find_all(tag, **wanted)
        assert found, f"no <{tag}> with {wanted}"
        return found[0]

    @property
    def text(self) -> str:
        """The words one sees, with single spaces."""
        return " ".join(" ".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        for child in self.inside:
            if isinstance(child, str):
                yield child
            elif child.tag not in UNSEEN:
                yield from child._words()

    def is_within(self, tag: str) -> bool:
        return self.parent is not None and (self.parent.tag == tag or self.parent.is_within(tag))


def _has(element: Element, name: str, value: str) -> bool:
    if name == "class":
        return value in element.get("class").split()
    return element.attributes.get(name) == value


def parse(html: str) -> Element:
    """Return the tree of `html`."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    """Builds the tree; closes what HTML lets one leave open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("page", {})
        self._at = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self._at)
        self._at.inside.append(element)
        if tag not in VOID:
            self._at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._at.tag == tag and tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        at: Element | None = self._at
        while at is not None and at.tag != tag:
            at = at.parent
        if at is not None and at.parent is not None:
            self._at = at.parent

    def handle_data(self, words: str) -> None:
        self._at.inside.append(words)
