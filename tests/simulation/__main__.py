"""`python -m tests.simulation`: write docs/simulations.md anew.

Sums are exact where they can be and drawn from a fixed seed where not, so the page comes
out the same until the rules change.
"""

from pathlib import Path

from tests.simulation import arrows, frauds, places, verdicts

PAGE = Path(__file__).parents[2] / "docs" / "simulations.md"
_HEAD = """# What the rules get wrong, and how often

Written by `make simulate`; not by hand. Each section says what is drawn and from which
seed. "Raw" is what a dashboard does that prints a percentage and colours it.
"""


def page() -> str:
    """Return the page."""
    sections = [verdicts.section(), places.section(), arrows.section(), frauds.section()]
    return "\n".join([_HEAD, *sections])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
