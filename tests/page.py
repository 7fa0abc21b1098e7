"""The one reader of pages: whatever a test opens is checked each time.

`read(response)` demands one h1, a title, a language, a label on every field, ids that
are unique, references that lead somewhere, and a policy that allows nothing inline. It
gives the words, links and form fields, so that a test says what a visitor would.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from werkzeug.wrappers import Response

from tests.markup import Element, parse

UNLABELLED = frozenset(("hidden", "submit", "button", "reset", "image"))
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list")


@dataclass
class Page(Element):
    """A page as a visitor gets it."""

    status: int = 200
    policy: str = ""

    @property
    def h1(self) -> str:
        return self.find("h1").text

    @property
    def title(self) -> str:
        return "".join(str(words) for words in self.find("title").inside).strip()

    @property
    def language(self) -> str:
        return self.find("html").get("lang")

    @property
    def links(self) -> dict[str, str]:
        """Address by words; a link without words goes by its label."""
        return {
            a.text or a.get("aria-label"): a["href"] for a in self.find_all("a") if a.get("href")
        }

    @property
    def controls(self) -> list[Element]:
        named = (e for e in self.walk() if e.tag in ("input", "select", "textarea"))
        return [control for control in named if control.get("name")]

    @property
    def fields(self) -> dict[str, str]:
        """What the form would send as it stands; change it and post it."""
        return {
            control["name"]: value
            for control in self.controls
            if (value := _sent(control)) is not None
        }

    def choices(self, name: str) -> list[str]:
        """Return the values that can be chosen for the field `name`."""
        options = [o for s in self.find_all("select", name=name) for o in s.find_all("option")]
        return [e.get("value") for e in [*self.find_all("input", name=name), *options]]


def read(response: Response) -> Page:
    """Return the page in `response`, having checked what every page must keep."""
    assert response.mimetype == "text/html", response.mimetype
    policy = response.headers.get("Content-Security-Policy", "")
    page = page_of(response.get_data(as_text=True), policy, response.status_code)
    found = list(faults(page))
    assert not found, "\n".join(found)
    return page


def page_of(html: str, policy: str, status: int = 200) -> Page:
    """Return `html` as a page, unchecked."""
    tree = parse(html)
    return Page(tree.tag, {}, None, tree.inside, status, policy)


def faults(page: Page) -> Iterator[str]:
    """Say everything about `page` that no page may do."""
    yield from _frame_faults(page)
    yield from _reference_faults(page)
    yield from _label_faults(page)
    yield from _policy_faults(page)


def _frame_faults(page: Page) -> Iterator[str]:
    if (n := len(page.find_all("h1"))) != 1:
        yield f"{n} h1 instead of one"
    if not page.find_all("html") or not page.language:
        yield "no <html lang>"
    if not page.find_all("title") or not page.title:
        yield "no title"
    yield from (
        f"image without alt: {e.get('src')}"
        for e in page.find_all("img")
        if "alt" not in e.attributes
    )


def _reference_faults(page: Page) -> Iterator[str]:
    ids = Counter(e["id"] for e in page.walk() if e.get("id"))
    yield from (f"id {name!r} stands {n} times" for name, n in ids.items() if n > 1)
    for element in page.walk():
        for name in REFERENCES:
            missing = set(element.get(name).split()) - set(ids)
            if missing:
                yield f"<{element.tag} {name}> names {sorted(missing)}, which is not there"


def _label_faults(page: Page) -> Iterator[str]:
    labelled = {label.get("for") for label in page.find_all("label") if label.text}
    for control in page.walk():
        if control.tag not in ("input", "select", "textarea"):
            continue
        spoken = control.get("aria-label") or control.get("aria-labelledby")
        named = control.get("id") in labelled or control.is_within("label") or spoken
        if control.get("type") not in UNLABELLED and not named:
            yield f"<{control.tag} name={control.get('name')!r}> has no label"
    for button in page.find_all("button"):
        if not (button.text or button.get("aria-label")):
            yield "a button without words"


def _policy_faults(page: Page) -> Iterator[str]:
    if not page.policy:
        yield "no Content-Security-Policy"
    yield from (
        f"the policy allows {word}"
        for word in ("'unsafe-inline'", "'unsafe-eval'")
        if word in page.policy
    )
    for element in page.walk():
        inline = [n for n in element.attributes if n == "style" or n.startswith("on")]
        yield from (f"<{element.tag} {name}=…>" for name in inline)
        if element.tag in ("script", "style") and not _is_allowed(element, page.policy):
            yield f"inline <{element.tag}> that the policy forbids"


def _is_allowed(element: Element, policy: str) -> bool:
    if element.get("src") or element.get("type") in ("application/json", "application/ld+json"):
        return True
    text = "".join(str(words) for words in element.inside)
    digest = b64encode(sha256(text.encode()).digest()).decode()
    nonce = element.get("nonce")
    return f"'sha256-{digest}'" in policy or bool(nonce and f"'nonce-{nonce}'" in policy)


def _sent(control: Element) -> str | None:
    if control.tag == "textarea":
        return "".join(str(words) for words in control.inside).removeprefix("\n")
    if control.tag == "select":
        options = control.find_all("option")
        chosen = [o for o in options if "selected" in o.attributes] or options[:1]
        return chosen[0].get("value", chosen[0].text) if chosen else None
    if control.get("type") in ("radio", "checkbox"):
        return control.get("value", "on") if "checked" in control.attributes else None
    return None if control.get("type") in ("submit", "button", "file") else control.get("value")
