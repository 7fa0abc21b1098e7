"""Where a case lies: its village as the frame names it, and which reserve may stand in for it.

A village taken for certain is a stratum and no cluster, and a design may pass through four
levels where a case keeps two: so the frame's own row is asked. Where a frame names no
village, the last cluster that the case knows stands for it.
"""

import json
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.sampling.drawing.designs import Level
from survey.sampling.models import Case, Draw, FrameRow


def villages_of(
    session: Session, campaign_id: int, cases: Collection[int] | None = None
) -> dict[int, str]:
    """Return the villages that the frame names for a campaign's cases, or for some of them."""
    asked = (
        select(Case.id, FrameRow.village)
        .join(Draw, Draw.id == Case.draw_id)
        .join(FrameRow, (FrameRow.frame_id == Draw.frame_id) & (FrameRow.code == Case.code))
        .where(Case.campaign_id == campaign_id, FrameRow.village != "")
    )
    if cases is not None:
        asked = asked.where(Case.id.in_(cases))
    return dict(session.execute(asked).all())


def village_of(case: Case, named: str | None) -> str:
    """Return what people call the place of `case`, of which the frame says `named`."""
    return named or case.second or case.psu or case.stratum.rpartition("/")[2]


def draws_villages(draw: Draw | None) -> bool:
    """Whether a stage of the design chose villages, so that each has a reserve of its own."""
    stages = json.loads(draw.design).get("stages", []) if draw else []
    return any(stage.get("at_level") == Level.VILLAGE for stage in stages)


def reserve_of(case: Case, village: str, *, of_villages: bool) -> str:
    """Return what the cases have in common that one reserve stands by for."""
    last = village if of_villages else ""
    return "|".join((str(case.unit_id), case.stratum, case.psu or "", case.second or "", last))
