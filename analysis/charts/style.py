"""The look of every chart, and the one door through which matplotlib comes in.

Colours are those of `survey/static/tokens.css` in its light form; letters are drawn
as shapes, so a picture looks the same on a machine without DejaVu Sans.
"""

import io
from functools import cache
from threading import Lock
from typing import Any

from analysis.stats.proportions import Verdict

EDITION = 2
"""Raised whenever charts look different, so that old pictures are drawn anew."""

INK, QUIET, LINE, PAPER = "#1b2526", "#4f5c5e", "#c9d3d3", "#ffffff"
COLOUR = {Verdict.MET: "#00609b", Verdict.NOT_MET: "#b33f00", Verdict.CANNOT_SAY: "#566069"}
MARKER = {Verdict.MET: "o", Verdict.NOT_MET: "D", Verdict.CANNOT_SAY: "s"}
"""A shape for each verdict as well: colour never carries meaning alone."""

_SETTINGS = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "svg.fonttype": "path",
    "svg.hashsalt": "lang-nghe",  # the same rows give the same bytes
    "text.color": INK,
    "axes.edgecolor": LINE,
    "axes.labelcolor": QUIET,
    "xtick.color": QUIET,
    "ytick.color": INK,
    "text.parse_math": False,  # a unit's name is no formula
}
_one_at_a_time = Lock()  # matplotlib's fonts and caches belong to the whole process


def blank(width: float, height: float) -> tuple[Any, Any]:
    """Return a figure of so many inches and its one pair of axes, without a frame."""
    figure = _figure_class()(figsize=(width, height), facecolor=PAPER)
    axes = figure.add_subplot()
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)
    return figure, axes


def finished(figure: Any) -> bytes:
    """Return the figure as SVG; the same figure always gives the same bytes."""
    written = io.BytesIO()
    with _one_at_a_time:
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return written.getvalue()


@cache
def _figure_class() -> Any:
    # 0.5 s and 40 MB of imports: the first chart pays them, not the web process's start.
    # Settings are set once for all: a context around each drawing would be undone
    # under another thread's hands.
    import matplotlib as mpl  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    mpl.rcParams.update(_SETTINGS)
    return Figure
