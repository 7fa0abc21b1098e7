"""Weighing a draw: what its weights say the frame has, beside what the frame has.

The weights of those drawn add up to the frame's rows: exactly where everybody in a stratum
was as likely, and on average over all seeds where sizes decided. A sum that is far off
says that the sizes in the frame do not follow the number of its rows.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.sampling.drawing.chance import topmost
from survey.sampling.drawing.designs import Design, Level
from survey.sampling.drawing.frames import ALL
from survey.sampling.framing import Rows
from survey.sampling.models import Case, Draw


@dataclass(frozen=True, slots=True)
class Weighed:
    """One stratum: who was drawn of it, the sum of their weights, and what there is."""

    stratum: str
    cases: int
    weights: Decimal
    rows: int

    @property
    def ratio(self) -> Decimal:
        """The sum of weights by the rows there are: 1 where they agree."""
        return self.weights / self.rows if self.rows else Decimal(0)


def weighed(session: Session, draw: Draw, design: Design) -> list[Weighed]:
    """Return the strata of a draw, each weighed."""
    told = (Case.stratum, Case.weight, func.count())
    main = select(*told).where(Case.draw_id == draw.id, Case.place == "main")
    cases: dict[str, int] = defaultdict(int)
    weights: dict[str, Decimal] = defaultdict(Decimal)
    for stratum, weight, n in session.execute(main.group_by(Case.stratum, Case.weight)):
        top = ALL if design.strata is Level.WHOLE else topmost(stratum)
        cases[top] += n
        weights[top] += Decimal(weight) * n
    there = Rows(session, draw.frame_id).counted(design.strata)
    return [Weighed(code, cases[code], weights[code], each.rows) for code, each in there.items()]
